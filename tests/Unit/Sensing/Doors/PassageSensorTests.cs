using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Single beam and motion detector on a line's edges.</summary>
public sealed class PassageSensorTests : IDisposable
{
    private const int Line = 22;
    private readonly SimulatedClock clock = new();
    private readonly ScriptedDoor door;
    private readonly SightingQueue queue = new(1000);

    public PassageSensorTests() => door = new ScriptedDoor(clock);

    public void Dispose() => door.Dispose();

    [Fact]
    public void PeopleThroughASingleBeamArePassagesOfItsDoor()
    {
        var said = RunFor(Beam(isAlone: true), 10, (1, true), (1.3, false), (3, true), (3.2, false));
        Assert.Equal([("side-beam", "side"), ("side-beam", "side")], said.OfType<DoorPassage>().Select(one => (one.Sensor, one.Door)));
    }

    [Fact]
    public void RecordedPassagesAreTheSameWhenReplayed()
    {
        // Somebody stands in the beam as the recording begins.
        door.Break(Line);
        var beam = Beam(isAlone: true);
        var recording = beam.Signals.Begin()!;
        var passages = RunFor(beam, 20, (0.4, false), (3, true), (3.2, false), (3.25, true), (3.4, false), (6, true), (6.02, false), (9, true), (9.5, false)).OfType<DoorPassage>().ToList();

        Assert.Equal(3, passages.Count);
        Assert.Equal(passages.Select(one => one.At), Recordings.Replay(Recordings.Taken(recording)).Select(found => found.At));
    }

    [Fact]
    public void EdgeThatNeverCameIsFoundByReadingTheLevel()
    {
        door.Missing.Add(1);
        Assert.Equal(2, RunFor(Beam(isAlone: true), 12, (1, true), (1.3, false), (8, true), (8.3, false)).OfType<DoorPassage>().Count());
    }

    [Theory]
    [InlineData(true, "side")]
    [InlineData(false, null)]
    public void BlockedBeamBlindsItsDoorOnlyWhereNothingElseCounts(bool isAlone, string? blind)
    {
        var said = RunFor(Beam(isAlone), 60, (1, true), (50, false)).OfType<SensorReport>().ToList();
        Assert.Equal([SensorCondition.Working, SensorCondition.Blocked, SensorCondition.Working], said.Select(one => one.Condition));
        Assert.All(said, one => Assert.Equal(blind, one.Door));
    }

    [Fact]
    public void ChipThatGoesAwayIsSaidAndNotSpunOn()
    {
        door.GoneAt = 3;
        Assert.Throws<DeviceException>(() => RunFor(Beam(isAlone: true), 5));
        Assert.InRange((clock.SinceBoot - TimeSpan.FromMinutes(1)).TotalSeconds, 3, 3.3);
    }

    [Fact]
    public void MotionForMinutesWithoutACountMakesTheCounterSuspect()
    {
        // Half a minute in every one: three minutes of motion are over in the sixth.
        var said = RunFor(Motion(), 400, [.. Enumerable.Range(0, 7).SelectMany(i => new[] { ((i * 60.0) + 1, true), ((i * 60.0) + 31, false) })]);
        var suspicion = said.OfType<SensorReport>().Last();
        Assert.Equal((SensorCondition.Failed, "front"), (suspicion.Condition, suspicion.Door));
        Assert.Contains("have moved at door front for 3 min in all", suspicion.Reason, StringComparison.Ordinal);
        Assert.Equal(331, (suspicion.At - TimeSpan.FromMinutes(1)).TotalSeconds, 1.0);
    }

    [Fact]
    public void EveryCountClearsTheCounter()
    {
        var motion = Motion();
        RunFor(motion, 170, (1, true));
        queue.Add(new DoorCrossing("front-beams", clock.SinceBoot, "front", "entrance", Direction.In, 0.9), default);
        Assert.DoesNotContain(RunFor(motion, 170).OfType<SensorReport>(), one => one.Condition == SensorCondition.Failed);
        Assert.Contains(RunFor(motion, 30).OfType<SensorReport>(), one => one.Condition == SensorCondition.Failed);

        queue.Add(new DoorUTurn("front-beams", clock.SinceBoot, "front"), default);
        Assert.Contains(RunFor(motion, 5).OfType<SensorReport>(), one => one is { Condition: SensorCondition.Working, Door: "front" });
    }

    [Fact]
    public void TimeWithoutTheDetectorIsNoMotion()
    {
        var motion = Motion();
        door.GoneAt = 10;
        Assert.Throws<DeviceException>(() => RunFor(motion, 20, (1, true)));

        // The chip is back after a night, and nobody moves.
        clock.Advance(TimeSpan.FromHours(10));
        door.GoneAt = double.MaxValue;
        door.Free(Line);
        Assert.DoesNotContain(RunFor(motion, 20).OfType<SensorReport>(), one => one.Condition == SensorCondition.Failed);
    }

    [Fact]
    public void WhatIsCountedAtAnotherDoorProvesNothing()
    {
        var motion = Motion();
        RunFor(motion, 100, (1, true));
        queue.Add(new DoorCrossing("back-beams", clock.SinceBoot, "back", "entrance", Direction.In, 0.9), default);
        Assert.Contains(RunFor(motion, 100).OfType<SensorReport>(), one => one.Condition == SensorCondition.Failed);
    }

    [Fact]
    public void EveryProblemOfTheOptionsIsReportedAtOnce()
    {
        Assert.Equal(
            ["b:", "b.chip:", "b.line:", "b.debounce:", "b.blockedAfter:", "b.silentAfter:"],
            new SingleBeamOptions { Chip = "", Debounce = TimeSpan.FromSeconds(1), BlockedAfter = default, SilentAfter = default }.Problems("b").Select(line => line.Split(' ')[0]));
        Assert.Equal(
            ["m:", "m.door:", "m.chip:", "m.line:", "m.suspectAfter:", "m.silentAfter:"],
            new MotionOptions { Chip = "", SuspectAfter = default, SilentAfter = default }.Problems("m").Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void SensorsThatShareALineOrVouchForNobodyAreProblems()
    {
        var options = new SensingOptions
        {
            Doors = [new() { Name = "pair", Door = "front", Outer = 17, Inner = 27 }],
            SingleBeams = [new() { Name = "beam", Line = 27 }],
            Motion = [new() { Name = "motion", Door = "nowhere", Line = 27 }],
        };
        Assert.Equal(
            ["sensors.singleBeams[0].line: line 27 is also sensors.doors[0].inner; give each its own line",
             "sensors.motion[0].line: line 27 is also sensors.doors[0].inner; give each its own line",
             "sensors.motion[0].door: nothing counts at door nowhere; name a door that has a counter"],
            options.Problems());
        Assert.Equal(["front", "beam"], options.DoorNames());
    }

    private SingleBeamSensor Beam(bool isAlone) => new(new SingleBeamOptions { Name = "side-beam", Door = "side", Line = Line }, door, isAlone);

    private MotionSensor Motion() => new(new MotionOptions { Name = "front-motion", Door = "front", Line = Line }, door);

    private List<Sighting> RunFor(ISensor sensor, double seconds, params (double At, bool IsActive)[] script)
    {
        using var stopping = new CancellationTokenSource();
        door.Play([.. script.Select(edge => (edge.At, Line, edge.IsActive))], seconds, stopping);
        sensor.Run(queue, stopping.Token);
        var said = new List<Sighting>();
        while (queue.Reader.TryRead(out var sighting))
            said.Add(sighting);
        return said;
    }
}
