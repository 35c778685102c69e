using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class ThermalSensorTests
{
    private readonly SimulatedClock clock = new();
    private readonly SimulatedHardware hardware;
    private readonly SimulatedI2cBus bus;
    private readonly SimulatedAmg8833 chip = new();
    private readonly List<Action> frames = [];
    private readonly SightingQueue queue = new(100_000);
    private int next;

    public ThermalSensorTests()
    {
        hardware = new SimulatedHardware(clock);
        bus = hardware.AddI2cBus("i2c-1");
        bus.Attach(0x69, chip.Answer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void PeopleUnderTheChipAreCrossingsHoweverItIsTurned(int degrees)
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 10, seed: 81);
        frames.AddRange(new ThermalFrameView(people, DoorSite.Plain, ThermalChip.Amg8833, seed: 81).Frames()
            .Select(frame => (Action)(() => chip.Show(TurnBack(frame.Celsius, degrees)))));

        var said = Run(new ThermalDoorOptions { Name = "front-thermal", Door = "front", TurnedDegrees = degrees });

        var crossings = said.OfType<DoorCrossing>().ToList();
        Assert.Equal(people.Truth.Select(person => person.IsInward), crossings.Select(one => one.Direction == Direction.In));
        Assert.All(crossings, one => Assert.Equal(("front-thermal", "front", "entrance"), (one.Sensor, one.Door, one.Zone)));
    }

    [Fact]
    public void OneTransferThatIsNotAcknowledgedIsAskedAgain()
    {
        Flicker(10);
        frames.Add(() => chip.Refuses = 1);
        Flicker(10);

        Assert.Equal([SensorCondition.Working], Run(new ThermalDoorOptions { Name = "t" }).OfType<SensorReport>().Select(report => report.Condition));
    }

    [Fact]
    public void ChipThatIsPulledOutIsTroubleAfterThreeAttempts()
    {
        Flicker(10);
        frames.Add(() => bus.Detach(0x69));
        Flicker(20);

        var trouble = Assert.Throws<DeviceException>(() => Run(new ThermalDoorOptions { Name = "t" }));
        Assert.Contains("0x69 on i2c-1: EREMOTEIO", trouble.Message, StringComparison.Ordinal);
        Assert.InRange(next, 11, 15);
    }

    [Fact]
    public void StuckBusIsTrouble()
    {
        bus.IsStuck = true;
        Assert.Throws<DeviceException>(() => Run(new ThermalDoorOptions { Name = "t" }));
    }

    [Fact]
    public void AnotherChipAtTheAddressIsRefused()
    {
        bus.Attach(0x69, (_, read) =>
        {
            read.Fill(0xFF);
            return true;
        });
        Flicker(1);
        Assert.Contains("is no AMG8833", Assert.Throws<DeviceException>(() => Run(new ThermalDoorOptions { Name = "t" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChipThatShowsOnePictureForEverIsStartedAnew()
    {
        frames.AddRange(Enumerable.Repeat<Action>(() => { }, 100));
        Assert.Contains("same picture", Assert.Throws<DeviceException>(() => Run(new ThermalDoorOptions { Name = "t" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsReportedAtOnce() => Assert.Equal(
        ["d:", "d.zone:", "d.bus:", "d.address:", "d.refreshHertz:", "d.turnedDegrees:", "d.silentAfter:"],
        new ThermalDoorOptions { Zone = "", Bus = "", Address = 1, RefreshHertz = 8, TurnedDegrees = 45, SilentAfter = TimeSpan.Zero }.Problems("d").Select(line => line.Split(' ')[0]));

    [Theory]
    [InlineData(-20.25f)]
    [InlineData(0f)]
    [InlineData(36.75f)]
    public void TemperatureGoesThroughTheRegistersUnchanged(float celsius)
    {
        var frame = new float[64];
        Array.Fill(frame, celsius);
        chip.Show(frame);
        var read = new float[64];
        Assert.True(new Amg8833(bus, 0x69).TryRead(read));
        Assert.Equal(frame, read);
    }

    private void Flicker(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = new float[64];
            Array.Fill(frame, 21);
            frame[i % 64] += 0.25f;
            frames.Add(() => chip.Show(frame));
        }
    }

    private List<Sighting> Run(ThermalDoorOptions options)
    {
        using var stopping = new CancellationTokenSource();
        new ThermalSensor(options, hardware, new SharedDoor((options.Name, options.Place)), Pause).Run(queue, stopping.Token);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
            said.Add(sighting);
        return said;

        void Pause(TimeSpan time, CancellationToken _)
        {
            clock.Advance(time);
            if (next < frames.Count)
                frames[next++]();
            else
                stopping.Cancel();
        }
    }

    private static float[] TurnBack(float[] frame, int degrees)
    {
        for (; degrees > 0; degrees -= 90)
        {
            var before = frame;
            frame = [.. Enumerable.Range(0, 64).Select(i => before[((i % 8) * 8) + 7 - (i / 8)])];
        }

        return frame;
    }
}
