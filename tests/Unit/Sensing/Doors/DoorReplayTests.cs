using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class DoorReplayTests
{
    private readonly DoorReplay replay = new(new BeamPairSettings(), new TofSettings());
    private readonly List<DoorFinding> found = [];

    [Fact]
    public void BeamsAreCountedAsTheDaemonCountsThem()
    {
        foreach (var (t, line, broken) in new[] { (1.0, BeamLine.Outer, true), (1.08, BeamLine.Inner, true), (1.25, BeamLine.Outer, false), (1.33, BeamLine.Inner, false) })
        {
            Assert.Equal("", Play(new DoorSignal(SignalKind.Beam, TimeSpan.FromSeconds(t), line, broken, default, default)));
        }

        Assert.Equal((Direction.In, 0.99), (Assert.Single(found).Direction, found[0].Confidence));
    }

    [Fact]
    public void DistancesOfADayAreCountedAsTheCounterCountsThem()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 20, seed: 71);
        foreach (var range in new TofView(people, DoorSite.Plain, seed: 71).Ranges())
        {
            Play(new DoorSignal(
                SignalKind.Distance, range.At, default, false, new TofReading(range.At, range.Roi, range.Millimetres, range.Status), default));
        }

        found.AddRange(replay.End());
        Assert.Equal(people.Truth.Select(person => person.IsInward), found.Select(one => one.Direction == Direction.In));
    }

    [Fact]
    public void FramesOfADayAreCountedAndTheLastPersonIsNotForgotten()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 10, seed: 72);
        var lastSeen = people.Truth[^1].At + TimeSpan.FromSeconds(2);
        foreach (var (at, celsius) in new ThermalFrameView(people, DoorSite.Plain, ThermalChip.Amg8833, seed: 72).Frames().TakeWhile(frame => frame.At < lastSeen))
        {
            Play(new DoorSignal(SignalKind.Thermal, at, default, false, default, celsius));
        }

        found.AddRange(replay.End());
        Assert.Equal(people.Truth.Select(person => person.IsInward), found.Select(one => one.Direction == Direction.In));
    }

    [Fact]
    public void SignalFromThePastIsSaidAndNotUsed()
    {
        Play(new DoorSignal(SignalKind.Beam, TimeSpan.FromSeconds(5), BeamLine.Outer, true, default, default));
        var problem = Play(new DoorSignal(SignalKind.Beam, TimeSpan.FromSeconds(4), BeamLine.Inner, true, default, default));
        Assert.StartsWith("t goes back by 1 s", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void LinesAreFoundWhereverTheReadsEndAndTooLongOnesArePassedOver()
    {
        var long1 = new string('x', (4 * DoorSignalReader.LineBytesMax) + 17);
        using var recording = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"one\r\n{long1}\n\nfour"));
        var lines = new RecordingLines(recording);
        var told = new List<string>();
        while (lines.TryNext(out var line, out var isTooLong))
        {
            told.Add($"{lines.Number} {(isTooLong ? "too long" : System.Text.Encoding.UTF8.GetString(line))}");
        }

        Assert.Equal(["1 one", "2 too long", "3 ", "4 four"], told);
    }

    private string Play(in DoorSignal signal)
    {
        found.AddRange(replay.Observe(signal, out var problem));
        return problem;
    }
}
