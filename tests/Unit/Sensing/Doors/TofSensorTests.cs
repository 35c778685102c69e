using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class TofSensorTests
{
    private static readonly TofDoorOptions Plain = new() { Name = "front-tof", Door = "front" };

    private readonly SimulatedClock clock = new();
    private readonly SimulatedHardware hardware;
    private readonly SimulatedI2cBus bus;
    private readonly SimulatedVl53l1x chip;
    private readonly SortedList<TimeSpan, Action> script = [];
    private readonly TimeSpan startedAt;
    private Func<TimeSpan, int, TofRange> see;
    private TimeSpan lasts = TimeSpan.FromSeconds(10);

    public TofSensorTests()
    {
        hardware = new SimulatedHardware(clock);
        bus = hardware.AddI2cBus("i2c-1");
        see = (at, roi) => new TofRange(at, roi, 2400, 0);
        startedAt = clock.SinceBoot;
        chip = new SimulatedVl53l1x(clock, (at, roi) => see(at - startedAt, roi));
        bus.Attach(0x29, chip.Answer);
    }

    [Theory]
    [InlineData(TofOrientation.StreetFirst, 8, 33)]
    [InlineData(TofOrientation.Swapped, 8, 33)]
    [InlineData(TofOrientation.StreetFirst, 6, 20)]
    public void PeopleUnderTheChipAreCrossingsHoweverItIsMounted(TofOrientation orientation, int depth, int budget)
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 20, seed: 83);
        var view = new TofView(people, DoorSite.Plain, seed: 83, depth, budget / 1000.0);
        see = (at, half) => view.At(at, orientation == TofOrientation.StreetFirst ? half : 1 - half);
        lasts = people.Lasts;

        var said = Run(Plain with { Orientation = orientation, RoiDepthSpads = depth, TimingBudget = TimeSpan.FromMilliseconds(budget) });

        var crossings = said.OfType<DoorCrossing>().ToList();
        Assert.Equal(people.Truth.Select(person => person.IsInward), crossings.Select(one => one.Direction == Direction.In));
        Assert.All(crossings, one => Assert.Equal(("front-tof", "front", "entrance"), (one.Sensor, one.Door, one.Zone)));
        Assert.All(crossings, one => Assert.InRange(one.Confidence, 0.5, 1));
    }

    [Fact]
    public void PersonWhoTurnsBackIsAUTurn()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.TurningBack, 5, seed: 84);
        var view = new TofView(people, DoorSite.Plain, seed: 84);
        (see, lasts) = (view.At, people.Lasts);

        var said = Run(Plain);
        Assert.Empty(said.OfType<DoorCrossing>());
        Assert.NotEmpty(said.OfType<DoorUTurn>());
    }

    [Fact]
    public void TwoTransfersThatAreNotAcknowledgedAreAskedAgain()
    {
        At(5, () => chip.Refuses = 2);
        Assert.Equal([SensorCondition.Working], Reports(Run(Plain)).Select(report => report.Condition).Distinct());
        Assert.True(chip.Measured > 200);
    }

    [Fact]
    public void ChipThatIsPulledOutIsTroubleAfterThreeAttempts()
    {
        At(5, () => bus.Detach(0x29));
        Assert.Contains("0x29 on i2c-1: EREMOTEIO", Trouble(), StringComparison.Ordinal);
        Assert.InRange(Passed.TotalSeconds, 5, 5.5);
    }

    [Fact]
    public void StuckBusIsTrouble()
    {
        At(5, () => bus.IsStuck = true);
        Assert.Contains("ETIMEDOUT", Trouble(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5.02)]
    public void ChipThatWasRePluggedBetweenTwoMeasurementsOrWithinOneIsNoticed(double at)
    {
        At(at, chip.Replug);
        Assert.Contains("has lost its configuration: it was unplugged", Trouble(), StringComparison.Ordinal);
        Assert.InRange(Passed.TotalSeconds, 5, 8);
    }

    [Fact]
    public void ChipThatWasRePluggedCountsAgainOnceItIsOpenedAnew()
    {
        At(5, chip.Replug);
        Trouble();
        lasts = Passed + TimeSpan.FromSeconds(5);

        Assert.Contains(Reports(Run(Plain)), report => report is { Condition: SensorCondition.Working, Reason: "the floor is 2.40 m away" });
    }

    [Fact]
    public void ChipThatStopsMeasuringIsTroubleWithinTwoSeconds()
    {
        At(5, () => chip.IsHung = true);
        Assert.Contains("has stopped measuring", Trouble(), StringComparison.Ordinal);
        Assert.InRange(Passed.TotalSeconds, 5, 7);
    }

    [Fact]
    public void ChipThatTellsTheSameForEverIsStartedAnew()
    {
        At(5, () => chip.IsFrozen = true);
        Assert.Contains("tells the same again and again", Trouble(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xEBAA, "a VL53L4CD, which has no regions")]
    [InlineData(0xFFFF, "another chip, or a bus that garbles")]
    public void AnotherChipAtTheAddressIsRefused(int identity, string named)
    {
        chip.Identity = identity;
        Assert.Contains($"is no VL53L1X: it calls itself 0x{identity:x4} and not 0xeacc, {named}", Trouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void ChipThatDoesNotBootSaysWhatToCheck()
    {
        chip.NeverBoots = true;
        Assert.Contains("does not boot; its supply is too weak or its XSHUT pin low", Trouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void ChipThatKeepsNothingIsFoundByReadingBack()
    {
        chip.IsForgetful = true;
        Assert.Contains("does not keep what is written to it", Trouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void ChipThatWasNotMovedToItsAddressSaysWhereItIs() => Assert.Contains(
        "is at 0x29 until it is moved", Assert.Throws<DeviceException>(() => Run(Plain with { Address = 0x2A })).Message, StringComparison.Ordinal);

    [Fact]
    public void TwoChipsOfAWideDoorStandOnOneBus()
    {
        bus.Attach(0x2A, new SimulatedVl53l1x(clock, (at, roi) => new TofRange(at, roi, 2300, 0)).Answer);
        Assert.Contains(Reports(Run(Plain with { Address = 0x2A })), report => report.Reason == "the floor is 2.30 m away");
    }

    [Fact]
    public void WhatStaysInTheDoorIsReportedUntilItHasGone()
    {
        At(5, () => see = (at, roi) => new TofRange(at, roi, 1700, 0));
        At(80, () => see = (at, roi) => new TofRange(at, roi, 2400, 0));
        lasts = TimeSpan.FromSeconds(90);

        Assert.Equal(
            [SensorCondition.Working, SensorCondition.Working, SensorCondition.Blocked, SensorCondition.Working],
            Reports(Run(Plain)).Select(report => report.Condition));
    }

    [Theory]
    [InlineData(2400, 2, SensorCondition.Failed, "too little light comes back (status 2)")]
    [InlineData(60, 0, SensorCondition.Blocked, "something is 0.06 m before the sensor, where no floor can be")]
    public void ViewThatCanBeNoDoorIsSaidWithinHalfAMinute(int millimetres, int status, SensorCondition condition, string reason)
    {
        see = (at, roi) => new TofRange(at, roi, millimetres, status);
        lasts = TimeSpan.FromSeconds(30);
        var last = Reports(Run(Plain))[^1];
        Assert.Equal(condition, last.Condition);
        Assert.Contains(reason, last.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(last.Remedy);
    }

    [Fact]
    public void FloorThatIsNotWhereTheRulerSaysIsReported()
    {
        see = (at, roi) => new TofRange(at, roi, 2900, 0);
        Assert.Contains(Reports(Run(Plain with { MountMetres = 2.4 })), report => report is { Condition: SensorCondition.Blocked, Remedy: "clear what stands there, or correct mountMetres" });
    }

    [Fact]
    public void LampInHalfOfTheViewIsReported()
    {
        see = (at, roi) => new TofRange(at, roi, roi == 0 ? 2400 : 1800, 0);
        Assert.Contains(Reports(Run(Plain)), report => report.Reason.Contains("the street's half sees 2.40 m, the store's half 1.80 m", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryReadingCanBeRecorded()
    {
        using var stopping = new CancellationTokenSource();
        var sensor = new TofSensor(Plain, hardware, new SharedDoor((Plain.Name, Plain.Place)), PauseOf(stopping));
        var recording = sensor.Signals.Begin()!;
        sensor.Run(new SightingQueue(1000), stopping.Token);

        Assert.Equal("front", sensor.Door);
        var recorded = new List<DoorSignal>();
        while (recording.Reader.TryRead(out var one))
            recorded.Add(one.Signal);
        Assert.Equal(chip.Measured - 1, recorded.Count, 2.0);
        Assert.Equal([0, 1, 0, 1], recorded.Take(4).Select(signal => signal.Distance.Roi));
    }

    private TimeSpan Passed => clock.SinceBoot - startedAt;

    private static List<SensorReport> Reports(List<Sighting> said) => [.. said.OfType<SensorReport>()];

    private void At(double seconds, Action what) => script.Add(TimeSpan.FromSeconds(seconds), what);

    private string Trouble() => Assert.Throws<DeviceException>(() => Run(Plain)).Message;

    private List<Sighting> Run(TofDoorOptions options)
    {
        using var stopping = new CancellationTokenSource();
        var queue = new SightingQueue(100_000);
        new TofSensor(options, hardware, new SharedDoor((options.Name, options.Place)), PauseOf(stopping)).Run(queue, stopping.Token);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
            said.Add(sighting);
        return said;
    }

    // Time passes while the sensor waits; what the script has for it happens then.
    private Action<TimeSpan, CancellationToken> PauseOf(CancellationTokenSource stopping) => (time, _) =>
    {
        clock.Advance(time);
        while (script.Count > 0 && script.Keys[0] <= Passed)
        {
            script.Values[0]();
            script.RemoveAt(0);
        }

        if (Passed >= lasts)
            stopping.Cancel();
    };
}
