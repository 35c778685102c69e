using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>The totals of every door, interval by interval: the control sum of the crossings.</summary>
internal sealed class TrafficLedger
{
    private readonly TimeSpan every;
    private readonly SortedDictionary<string, DoorTotals> doors = new(StringComparer.Ordinal);
    private readonly HashSet<string> passageDoors;
    private TimeSpan startedAt;

    public TrafficLedger(VisitOptions options, TimeSpan startedAt)
    {
        (every, this.startedAt) = (options.TrafficEvery, startedAt);
        NextEnd = startedAt + every;
        passageDoors = [.. options.PassageDoors];
        foreach (var door in options.Doors)
        {
            doors[door] = new DoorTotals(door, startedAt, blind: true, hasPassages: passageDoors.Contains(door));
        }
    }

    /// <summary>When the interval under way ends.</summary>
    public TimeSpan NextEnd { get; private set; }

    /// <summary>
    /// Moves the ends so that one of them falls on <paramref name="boundary"/>. The interval under way then ends at the first such end
    /// that leaves it at least half as long as usual.
    /// </summary>
    public void Align(TimeSpan boundary, TimeSpan now)
    {
        var earliest = startedAt + (every / 2) > now ? startedAt + (every / 2) : now;
        var phase = (boundary - earliest).Ticks % every.Ticks;
        NextEnd = earliest + TimeSpan.FromTicks(phase > 0 ? phase : phase + every.Ticks);
    }

    public void Cross(DoorCrossing crossing) => Of(crossing.Door).Cross(crossing);

    public void Pass(DoorPassage passage) => Of(passage.Door).Pass(passage.At);

    /// <summary>Counts why a crossing was no customer's; it stays in the totals.</summary>
    public void Exclude(DoorCrossing crossing, Exclusion? excluded)
    {
        if (excluded is { } why)
        {
            Of(crossing.Door).Exclude(crossing.Direction, why);
        }
    }

    /// <summary>The interval under way, as far as it has come.</summary>
    public IReadOnlyList<DoorTraffic> Until(TimeSpan until) => [.. doors.Values.Select(door => door.Until(until))];

    public void Turn(DoorUTurn turn) => Of(turn.Door).Turn(turn.At);

    public void Note(string door, SensorReport report) => Of(door).Note(report);

    /// <summary>Closes every door's interval at <paramref name="end"/>.</summary>
    public void Close(TimeSpan end, ICollection<Happening> happenings)
    {
        foreach (var door in doors.Values)
        {
            happenings.Add(door.Close(end));
        }

        (startedAt, NextEnd) = (end, end + every);
    }

    // Doors come from the configuration, not from the radio: their number needs no limit of its own.
    private DoorTotals Of(string door)
    {
        if (!doors.TryGetValue(door, out var totals))
        {
            doors[door] = totals = new DoorTotals(door, startedAt, blind: false, passageDoors.Contains(door));
        }

        return totals;
    }
}
