using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>People under an MLX90640: from their warmth through its registers to crossings.</summary>
public sealed class Mlx90640SensorTests
{
    private readonly SimulatedClock clock = new();
    private readonly SimulatedHardware hardware;
    private readonly SimulatedI2cBus bus;
    private readonly SimulatedMlx90640 chip = new(seed: 9);
    private readonly SightingQueue queue = new(100_000);
    private readonly ThermalDoorOptions options = new() { Name = "front-thermal", Door = "front", Kind = ThermalKind.Mlx90640 };
    private List<(TimeSpan At, float[] Celsius)> halves = [];
    private TimeSpan begunAt;
    private int next;

    public Mlx90640SensorTests()
    {
        hardware = new SimulatedHardware(clock);
        bus = hardware.AddI2cBus("i2c-1");
        bus.Attach(0x33, chip.Answer);
    }

    [Fact]
    public void PeopleUnderTheChipAreCrossings()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 10, seed: 82);
        halves = [.. new ThermalFrameView(people, DoorSite.Plain, ThermalChip.Mlx90640, seed: 82).Halves()];

        var crossings = Run(options).OfType<DoorCrossing>().ToList();

        Assert.Equal(people.Truth.Select(person => person.IsInward), crossings.Select(one => one.Direction == Direction.In));
        Assert.All(crossings, one => Assert.Equal(("front-thermal", "front", "entrance"), (one.Sensor, one.Door, one.Zone)));
    }

    [Fact]
    public void OneTransferThatIsNotAcknowledgedIsAskedAgain()
    {
        Stand(64);
        Assert.Equal(
            [SensorCondition.Working], Run(options, at => chip.Refuses = at == 20 ? 1 : 0).OfType<SensorReport>().Select(report => report.Condition));
    }

    [Fact]
    public void ChipThatIsPulledOutIsTroubleAndStartsAnewWhenItIsBack()
    {
        Stand(64);
        var trouble = Assert.Throws<DeviceException>(() => Run(options, at =>
        {
            if (at == 20) bus.Detach(0x33);
        }));
        Assert.Contains("0x33 on i2c-1: EREMOTEIO", trouble.Message, StringComparison.Ordinal);

        chip.PowerUp();
        bus.Attach(0x33, chip.Answer);
        Stand(64);
        Run(options);
        Assert.Equal(16, chip.RefreshHertz);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void TurnedPictureIsTheOneOfAnArrayThatIsNotTurned(int degrees)
    {
        // One warm pixel in the street's left corner of what is seen.
        var view = new TurnedView(24, 32, degrees);
        var picture = new float[768];
        picture[degrees switch { 90 => 23 * 32, 180 => 767, 270 => 31, _ => 0 }] = 1;
        Assert.Equal(degrees is 90 or 270 ? (32, 24) : (24, 32), (view.Rows, view.Columns));
        Assert.Equal(1, view.Turn(picture)[0]);
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsReported() => Assert.Equal(
        ["d.address:", "d.refreshHertz:"],
        (options with { Address = 3, RefreshHertz = 12 }).Problems("d").Select(line => line.Split(' ')[0]));

    [Fact]
    public void TwoChipsAtTheAddressTheyLeaveTheFactoryWithAreAProblem() =>
        Assert.Single(ThermalDoorOptions.ProblemsBetween([("a", options), ("b", options with { Name = "other" })]));

    private void Stand(int count) => halves = [.. Enumerable.Range(0, count).Select(i =>
    {
        var picture = Enumerable.Range(0, 768).Select(pixel => 21 + (((pixel + i) % 7) * 0.2f)).ToArray();
        return (TimeSpan.FromSeconds(i / 16.0), picture);
    })];

    /// <param name="beforeHalf">Told the number of each half before it is measured.</param>
    private List<Sighting> Run(ThermalDoorOptions sensorOptions, Action<int>? beforeHalf = null)
    {
        using var stopping = new CancellationTokenSource();
        (begunAt, next) = (clock.SinceBoot, 0);
        new ThermalSensor(sensorOptions, hardware, new SharedDoor((sensorOptions.Name, sensorOptions.Place)), Pause).Run(queue, stopping.Token);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
            said.Add(sighting);
        return said;

        void Pause(TimeSpan time, CancellationToken _)
        {
            clock.Advance(time);
            for (; next < halves.Count && begunAt + halves[next].At <= clock.SinceBoot; next++)
            {
                beforeHalf?.Invoke(next);
                chip.Show(halves[next].Celsius);
                chip.Measure();
            }

            if (next == halves.Count)
                stopping.Cancel();
        }
    }
}
