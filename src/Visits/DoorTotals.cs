using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>One door's sums over the interval under way.</summary>
internal sealed class DoorTotals(string door, TimeSpan startedAt, bool blind, bool hasPassages)
{
    private readonly HashSet<string> blindSensors = [];
    private TimeSpan startedAt = startedAt;
    private TimeSpan? blindSince = blind ? startedAt : null;
    private TimeSpan blindFor;
    private bool heardOf = !blind;
    private int inward;
    private int outward;
    private int turns;
    private (int In, int Out) staff;
    private (int In, int Out) closed;

    // Null where nothing counts passages, which is not the same as none.
    private int? passages = hasPassages ? 0 : null;

    public void Cross(DoorCrossing crossing)
    {
        _ = crossing.Direction == Direction.In ? inward++ : outward++;
        ProvedToWork(crossing.At);
    }

    public void Pass(TimeSpan at)
    {
        passages = (passages ?? 0) + 1;
        ProvedToWork(at);
    }

    public void Exclude(Direction direction, Exclusion why)
    {
        ref var count = ref why == Exclusion.Staff ? ref staff : ref closed;
        _ = direction == Direction.In ? count.In++ : count.Out++;
    }

    public void Turn(TimeSpan at)
    {
        turns++;
        ProvedToWork(at);
    }

    /// <summary>A door is blind while any of its sensors is: half a wide door is not the door.</summary>
    public void Note(SensorReport report)
    {
        ProvedToWork(report.At);
        if (report.Condition == SensorCondition.Working)
        {
            blindSensors.Remove(report.Sensor);
        }
        else
        {
            blindSensors.Add(report.Sensor);
        }

        if (blindSensors.Count == 0)
        {
            EndBlindness(report.At);
        }
        else if (blindSince is null)
        {
            // Silence is noticed late: it began with the last signal. A blocked beam or a failed device is noticed at once.
            var since = report.Condition == SensorCondition.Silent ? report.At - report.SilentFor : report.At;
            blindSince = since > startedAt ? since : startedAt;
        }
    }

    /// <summary>Closes the interval at <paramref name="end"/> and begins the next one there.</summary>
    public Happening Close(TimeSpan end)
    {
        var totals = Until(end);
        (startedAt, blindFor, inward, outward, turns, staff, closed) = (end, TimeSpan.Zero, 0, 0, 0, default, default);
        passages = passages is null ? null : 0;
        blindSince = blindSince is null ? null : end;
        return new Happening(end, $"doors/{door}", totals);
    }

    /// <summary>The interval as far as it has come.</summary>
    public DoorTraffic Until(TimeSpan end)
    {
        var blindNow = blindSince is { } since && end > since ? end - since : TimeSpan.Zero;
        var length = end - startedAt;
        var blindTotal = blindFor + blindNow;
        return new DoorTraffic(
            door, Seconds.Of(length), inward, outward, turns, Seconds.Of(blindTotal < length ? blindTotal : length), passages, Counts(staff), Counts(closed));
    }

    private static DoorCounts? Counts((int In, int Out) count) => count == default ? null : new DoorCounts(count.In, count.Out);

    // Nobody has said anything about this door's sensor yet, and now it counts: so it works.
    private void ProvedToWork(TimeSpan at)
    {
        if (!heardOf)
        {
            heardOf = true;
            EndBlindness(at);
        }
    }

    private void EndBlindness(TimeSpan at)
    {
        if (blindSince is { } since)
        {
            blindFor += at > since ? at - since : TimeSpan.Zero;
            blindSince = null;
        }
    }
}
