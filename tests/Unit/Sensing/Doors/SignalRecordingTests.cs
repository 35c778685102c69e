using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class SignalRecordingTests
{
    private readonly SimulatedClock clock = new();

    [Fact]
    public void WhatIsWrittenIsWhatIsRead()
    {
        float[] celsius = [.. Enumerable.Range(0, 64).Select(i => 20 + (i * 0.25f))], turned = new float[768];
        DoorSignal[] signals =
        [
            DoorSignal.OfBeam(TimeSpan.FromMicroseconds(1_080_001), BeamLine.Inner, isBroken: true),
            DoorSignal.OfDistance(new TofReading(TimeSpan.FromSeconds(2), 1, 1234, 4)),
            DoorSignal.OfSingleBeam(TimeSpan.FromSeconds(3), isBroken: true),
            DoorSignal.OfUltrasonic(TimeSpan.FromSeconds(4), 1640),
            DoorSignal.OfFrame(TimeSpan.FromSeconds(86_400.1), celsius, columns: 8),
            DoorSignal.OfFrame(TimeSpan.FromSeconds(86_400.2), turned, columns: 24),
        ];

        var read = Recordings.Read(signals);

        Assert.Equal(signals.Select(signal => signal with { Celsius = default }), read.Select(signal => signal with { Celsius = default }));
        Assert.Equal(celsius, read[4].Celsius.ToArray());
    }

    [Fact]
    public void RecordedPeopleCountTheSameWhenReplayed()
    {
        (double, int, bool)[] people =
        [
            (1, 17, true), (1.08, 27, true), (1.25, 17, false), (1.33, 27, false),
            (5, 27, true), (5.1, 17, true), (5.2, 27, false), (5.3, 17, false),
            (9, 17, true), (9.6, 17, false),
        ];
        var (recording, counted) = RunBeams(people, broken: []);
        var replayed = Recordings.Replay(Recordings.Taken(recording));

        Assert.Equal([Direction.In, Direction.Out], counted.Select(crossing => crossing.Direction));
        Assert.Equal(counted.Select(crossing => (crossing.At, crossing.Direction, crossing.Confidence)), replayed.Select(found => (found.At, found.Direction, found.Confidence)));
    }

    [Fact]
    public void RecordingThatBeginsWhileSomebodyStandsInTheDoorSaysSo()
    {
        var (recording, _) = RunBeams([(0.5, 17, false)], broken: [17]);

        Assert.Equal([true, false], Recordings.Taken(recording).Select(signal => signal.IsBroken));
    }

    [Fact]
    public void EdgeThatNeverCameIsRecordedOnceItsLevelIsRead()
    {
        var (recording, _) = RunBeams([(1, 17, true), (1.08, 27, true), (1.25, 17, false), (1.33, 27, false)], broken: [], missing: 3);

        var last = Recordings.Taken(recording)[^1];
        Assert.Equal((BeamLine.Inner, false), (last.Line, last.IsBroken));
    }

    [Fact]
    public void RecordingIsInOrderOfTimeEvenWhenAnEdgeWasLate()
    {
        var outlet = new SignalOutlet(SignalKind.Beam);
        var recording = outlet.Begin()!;
        outlet.Offer(DoorSignal.OfBeam(TimeSpan.FromSeconds(2), BeamLine.Outer, isBroken: true));
        outlet.Offer(DoorSignal.OfBeam(TimeSpan.FromSeconds(1.9), BeamLine.Outer, isBroken: false));

        Assert.Equal([2.0, 2.0], Recordings.Taken(recording).Select(signal => signal.At.TotalSeconds));
    }

    [Fact]
    public void SlowWriterLosesTheNewestAndIsToldWhereTheyAreMissing()
    {
        var outlet = new SignalOutlet(SignalKind.Distance);
        var recording = outlet.Begin()!;
        for (var i = 0; i < SignalRecording.SignalsWaitingMax + 7; i++)
        {
            outlet.Offer(DoorSignal.OfDistance(new TofReading(TimeSpan.FromMilliseconds(i), 0, i, 0)));
        }

        Assert.True(recording.Reader.TryRead(out var first));
        outlet.Offer(DoorSignal.OfDistance(new TofReading(TimeSpan.FromSeconds(9), 0, 9, 0)));
        var rest = new List<RecordedSignal>();
        while (recording.Reader.TryRead(out var next))
        {
            rest.Add(next);
        }

        Assert.Equal((0, 0L), (first.Signal.Distance.Millimetres, first.DroppedBefore));
        Assert.Equal((9, 7L, 7L), (rest[^1].Signal.Distance.Millimetres, rest[^1].DroppedBefore, recording.Dropped));
        Assert.All(rest.SkipLast(1), signal => Assert.Equal(0, signal.DroppedBefore));
    }

    [Fact]
    public void OneRecordsAtATimeAndTheNextMayWhenItHasEnded()
    {
        var outlet = new SignalOutlet(SignalKind.Beam);
        var first = outlet.Begin()!;
        Assert.Null(outlet.Begin());
        outlet.End(first);
        Assert.False(outlet.IsWanted);
        Assert.NotNull(outlet.Begin());
        outlet.End(first);
        Assert.True(outlet.IsWanted);
    }

    [Fact]
    public void WhileNobodyRecordsAFrameIsNotCopied()
    {
        var outlet = new SignalOutlet(SignalKind.Thermal);
        var frame = new float[768];
        Assert.Equal(0, Allocations.Of(() => outlet.OfferFrame(TimeSpan.Zero, frame, columns: 32)));
    }

    private (SignalRecording Recording, List<DoorCrossing> Counted) RunBeams((double, int, bool)[] script, int[] broken, int missing = -1)
    {
        using var door = new ScriptedDoor(clock);
        foreach (var line in broken)
        {
            door.Break(line);
        }

        if (missing >= 0)
        {
            door.Missing.Add(missing);
        }

        var sensor = new BeamSensor(new BeamDoorOptions { Name = "front-beams", Door = "front", Outer = 17, Inner = 27 }, door);
        var (recording, queue) = (sensor.Signals.Begin()!, new SightingQueue(1000));
        using var stopping = new CancellationTokenSource();
        door.Play(script, 20, stopping);
        sensor.Run(queue, stopping.Token);
        var counted = new List<DoorCrossing>();
        while (queue.Reader.TryRead(out var sighting))
        {
            counted.AddRange(sighting is DoorCrossing crossing ? [crossing] : []);
        }

        return (recording, counted);
    }
}
