using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class BeamSensorTests : IDisposable
{
    private const int Outer = 17;
    private const int Inner = 27;

    private static readonly (double At, int Line, bool Active)[] TwoPeople =
    [
        (1, Outer, true), (1.08, Inner, true), (1.25, Outer, false), (1.33, Inner, false),
        (10, Outer, true), (10.08, Inner, true), (10.25, Outer, false), (10.33, Inner, false),
    ];

    private readonly SimulatedClock clock = new();
    private readonly ScriptedDoor door;
    private readonly BeamSensor sensor;

    public BeamSensorTests()
    {
        door = new ScriptedDoor(clock);
        sensor = new BeamSensor(
            new BeamDoorOptions { Name = "front-beams", Door = "front", Zone = "entrance", Outer = Outer, Inner = Inner }, door);
    }

    [Fact]
    public void PersonWhoComesInIsACrossingOfTheDoorWithinTheSameWait()
    {
        var said = RunFor(5, [(1, Outer, true), (1.08, Inner, true), (1.25, Outer, false), (1.33, Inner, false)]);
        var crossing = Assert.Single(said.OfType<DoorCrossing>());
        Assert.Equal(("front-beams", "front", "entrance", Direction.In), (crossing.Sensor, crossing.Door, crossing.Zone, crossing.Direction));
        Assert.Equal(0.99, crossing.Confidence);
    }

    [Fact]
    public void PersonWhoTurnsBackIsAUTurnAndNotCounted()
    {
        var said = RunFor(5, [(1, Inner, true), (1.6, Inner, false)]);
        Assert.Equal("front", Assert.Single(said.OfType<DoorUTurn>()).Door);
        Assert.Empty(said.OfType<DoorCrossing>());
    }

    [Fact]
    public void ParkedTrolleyIsReportedAndItsEndToo()
    {
        var said = RunFor(120, [(1, Outer, true), (100, Outer, false)]).OfType<SensorReport>().ToList();
        Assert.Equal(
            [SensorCondition.Working, SensorCondition.Blocked, SensorCondition.Working], said.Select(report => report.Condition));
        Assert.Equal(("front", "the outer beam has been broken for 30 s"), (said[1].Door, said[1].Reason));
        Assert.InRange((said[1].At - said[0].At).TotalSeconds, 30.9, 31.6);
    }

    [Fact]
    public void QuietDoorStaysAliveByItsLevels()
    {
        RunFor(600, []);
        Assert.Null(sensor.Vitals.Check(clock.SinceBoot));
        Assert.Equal(0, sensor.Vitals.Health(clock.SinceBoot).Signals);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LostEdgeHalvesTheConfidenceAndTheNextPersonIsCountedInFull(int lost)
    {
        door.Overrun.Add(lost);
        var said = RunFor(20, TwoPeople).OfType<DoorCrossing>().ToList();
        Assert.Equal([Direction.In, Direction.In], said.Select(crossing => crossing.Direction));
        Assert.InRange(said[0].Confidence, 0.2, 0.5);
        Assert.Equal(0.99, said[1].Confidence);
        Assert.True(sensor.EdgesLost > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EdgeThatNeverCameIsFoundByReadingTheLevels(int missing)
    {
        door.Missing.Add(missing);
        var said = RunFor(20, TwoPeople).OfType<DoorCrossing>().ToList();
        Assert.Equal([Direction.In, Direction.In], said.Select(crossing => crossing.Direction));
        Assert.InRange(said[0].Confidence, 0.2, 0.5);
        Assert.Equal(0.99, said[1].Confidence);
    }

    [Fact]
    public void ChipThatGoesAwayIsSaidAndNotSpunOn()
    {
        door.GoneAt = 3;
        Assert.Throws<DeviceException>(() => RunFor(5, []));
        Assert.InRange((clock.SinceBoot - TimeSpan.FromMinutes(1)).TotalSeconds, 3, 3.3);
    }

    public void Dispose() => door.Dispose();

    private List<Sighting> RunFor(double seconds, (double At, int Line, bool Active)[] script)
    {
        var queue = new SightingQueue(1000);
        using var stopping = new CancellationTokenSource();
        door.Play(script, seconds, stopping);
        sensor.Run(queue, stopping.Token);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
        {
            said.Add(sighting);
        }

        return said;
    }
}
