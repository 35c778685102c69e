using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class UltrasonicSensorTests
{
    private const double FarMillimetres = 1640;
    private SignalRecording? recording;

    [Fact]
    public void FrameOfTheMakersExampleIsItsDistance()
    {
        Assert.Equal([1953], Distances(0xFF, 0x07, 0xA1, 0xA7));
        Assert.Equal([1953, 1953], Distances(0x12, 0xFF, 0x07, 0xFF, 0x07, 0xA1, 0xA7, 0xFF, 0x07, 0xA1, 0xA7));
    }

    [Fact]
    public void DistanceThatHoldsTheHeadByteIsRead() => Assert.Equal([0x01FF, 0x01FF], Distances(0xFF, 0x01, 0xFF, 0xFF, 0xFF, 0x01, 0xFF, 0xFF));

    [Fact]
    public void WrongSumIsNoDistance() => Assert.Empty(Distances(0xFF, 0x07, 0xA1, 0xA8, 0xFF, 0x07));

    [Fact]
    public void PeopleBeforeTheWallArePassages()
    {
        // At ten readings a second: the wall, a person for three, the wall, two close together for two each, the wall.
        var readings = Far(30).Concat(Near(3)).Concat(Far(10)).Concat(Near(2)).Concat(Far(4)).Concat(Near(2)).Concat(Far(10));
        var (said, _) = Play([.. readings]);
        Assert.Equal(3, said.OfType<DoorPassage>().Count(one => one.Door == "side"));
        Assert.Contains("far side at 1.6", Assert.Single(said.OfType<SensorReport>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordedDistancesAreTheSamePassagesWhenReplayed()
    {
        var (said, sensor) = Play([.. Far(30), .. Near(3), .. Far(10), .. Near(1), .. Far(20)], isRecorded: true);
        Assert.Equal(2, said.OfType<DoorPassage>().Count());
        Assert.Equal(said.OfType<DoorPassage>().Select(one => one.At), Recordings.Replay(Recordings.Taken(recording!)).Select(found => found.At));
        Assert.Equal("side", sensor.Door);
    }

    [Fact]
    public void TrolleyThatIsParkedBeforeTheWallIsBlockedAndNoPassage()
    {
        var (said, _) = Play([.. Far(30), .. Near(400), .. Far(20)]);
        Assert.Empty(said.OfType<DoorPassage>());
        Assert.Equal(
            [SensorCondition.Working, SensorCondition.Blocked, SensorCondition.Working], said.OfType<SensorReport>().Select(one => one.Condition));
    }

    [Fact]
    public void SensorThatFallsSilentHasNoSignOfLife()
    {
        var (_, sensor) = Play([.. Far(30), .. Enumerable.Repeat(-1.0, 120)]);
        Assert.Contains("no sign of life for 10 s", sensor.Vitals.Check(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(15))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SensorThatIsCoveredIsBlindAlthoughItAnswers()
    {
        // A poster is hung over it for fifteen seconds: nearer than its blind zone it tells zero.
        var (said, _) = Play([.. Far(30), .. Enumerable.Repeat(0.0, 150), .. Far(30)]);
        var reports = said.OfType<SensorReport>().ToList();

        Assert.Equal([SensorCondition.Working, SensorCondition.Failed, SensorCondition.Working], reports.Select(one => one.Condition));
        Assert.Equal(("side", "it answers, but has told no distance for 10 s"), (reports[1].Door, reports[1].Reason));
        Assert.Equal(10, (reports[1].At - reports[0].At).TotalSeconds, tolerance: 2.0);
    }

    [Fact]
    public void SensorThatNeverSawAnythingIsReported()
    {
        var (said, _) = Play([.. Enumerable.Repeat(0.0, 150)]);
        Assert.Equal(SensorCondition.Failed, Assert.Single(said.OfType<SensorReport>()).Condition);
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsReportedAtOnce() => Assert.Equal(
        ["u:", "u.port:", "u.nearerMetres:", "u.blockedAfter:", "u.silentAfter:"],
        new UltrasonicOptions { NearerMetres = 9, BlockedAfter = default, SilentAfter = default }.Problems("u").Select(line => line.Split(' ')[0]));

    private static IEnumerable<double> Far(int count) => Enumerable.Range(0, count).Select(i => FarMillimetres + (i % 3 * 4));

    private static IEnumerable<double> Near(int count) => Enumerable.Range(0, count).Select(i => 700 + (i % 3 * 20.0));

    private static List<int> Distances(params byte[] bytes)
    {
        var (frames, read) = (new A02Frames(), new List<int>());
        foreach (var one in bytes)
        {
            if (frames.Take(one, out var millimetres))
                read.Add(millimetres);
        }

        return read;
    }

    /// <param name="readings">One every tenth of a second; negative for none.</param>
    private (List<Sighting> Said, UltrasonicSensor Sensor) Play(IReadOnlyList<double> readings, bool isRecorded = false)
    {
        var clock = new SimulatedClock();
        var port = new ScriptedRanger(clock, readings);
        var (queue, sensor) = (new SightingQueue(1000), new UltrasonicSensor(new UltrasonicOptions { Name = "side-ultrasonic", Door = "side", Port = "/dev/ttyAMA5" }, port, isAlone: true));
        recording = isRecorded ? sensor.Signals.Begin() : null;
        sensor.Run(queue, port.Stopping);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
            said.Add(sighting);
        return (said, sensor);
    }
}
