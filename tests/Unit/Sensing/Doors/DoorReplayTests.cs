using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class DoorReplayTests
{
    private readonly DoorReplay replay = new(new ReplayOptions());
    private readonly List<DoorFinding> found = [];

    [Fact]
    public void BeamsAreCountedAsTheDaemonCountsThem()
    {
        foreach (var (t, line, broken) in new[] { (1.0, BeamLine.Outer, true), (1.08, BeamLine.Inner, true), (1.25, BeamLine.Outer, false), (1.33, BeamLine.Inner, false) })
        {
            Assert.Equal("", Play(DoorSignal.OfBeam(TimeSpan.FromSeconds(t), line, broken)));
        }

        Assert.Equal((Direction.In, 0.99), (Assert.Single(found).Direction, found[0].Confidence));
    }

    [Fact]
    public void DistancesOfADayAreCountedAsTheCounterCountsThem()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 20, seed: 71);
        foreach (var range in new TofView(people, DoorSite.Plain, seed: 71).Ranges())
        {
            Play(DoorSignal.OfDistance(new TofReading(range.At, range.Roi, range.Millimetres, range.Status)));
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
            Play(DoorSignal.OfFrame(at, celsius, columns: 8));
        }

        found.AddRange(replay.End());
        Assert.Equal(people.Truth.Select(person => person.IsInward), found.Select(one => one.Direction == Direction.In));
    }

    [Fact]
    public void FramesOfAnArrayWhoseLongSideLiesAlongTheWayAreCounted()
    {
        var chip = ThermalChip.Mlx90640 with { Rows = 32, Columns = 24, DegreesAlong = 110, DegreesAcross = 75 };
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 10, seed: 73);
        var frames = new ThermalFrameView(people, DoorSite.Plain, chip, seed: 73).Frames().Select(frame => DoorSignal.OfFrame(frame.At, frame.Celsius, columns: 24));
        Assert.Equal(people.Truth.Select(person => person.IsInward), Recordings.Replay(Recordings.Read([.. frames])).Select(one => one.Direction == Direction.In));
    }

    [Fact]
    public void SettingsOfTheSensorAreTried()
    {
        // A door leaf of 1.98 m is a person to whoever says that people are as tall as that.
        DoorSignal[] leaf = [.. Hill(1.98, at: 20)];
        Assert.Empty(Count(new ReplayOptions(), leaf));
        Assert.Single(Count(new ReplayOptions { Tof = new TofDoorOptions { PersonMetresMax = 2.1 } }, leaf));
    }

    [Fact]
    public void SignalFromThePastIsSaidAndNotUsed()
    {
        Play(DoorSignal.OfBeam(TimeSpan.FromSeconds(5), BeamLine.Outer, isBroken: true));
        var problem = Play(DoorSignal.OfBeam(TimeSpan.FromSeconds(4), BeamLine.Inner, isBroken: true));
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

    private static List<DoorFinding> Count(ReplayOptions options, DoorSignal[] signals)
    {
        var (tried, crossings) = (new DoorReplay(options), new List<DoorFinding>());
        foreach (var signal in signals)
            crossings.AddRange(tried.Observe(signal, out _));
        return [.. crossings, .. tried.End()];
    }

    // The floor at 2.4 m, and something of this height that goes in.
    private static IEnumerable<DoorSignal> Hill(double metres, double at)
    {
        for (var i = 0; i < 600; i++)
        {
            var (t, roi) = (i * 0.05, i % 2);
            var from = at + (roi * 0.3);
            var height = t >= from && t < from + 0.6 ? metres : 0;
            yield return DoorSignal.OfDistance(new TofReading(TimeSpan.FromSeconds(t), roi, (int)(2400 - (1000 * height)), Status: 0));
        }
    }

    private string Play(in DoorSignal signal)
    {
        found.AddRange(replay.Observe(signal, out var problem));
        return problem;
    }
}
