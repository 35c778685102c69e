using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>The totals of every door, interval by interval: the control sum of the crossings.</summary>
internal sealed class TrafficLedger
{
    private static readonly TimeSpan OneEndMax = TimeSpan.FromSeconds(2);

    private readonly TimeSpan every;

    // Ends that are nearer to each other than this are one: the wall clock is laid on the monotonic one a little differently each time.
    private readonly TimeSpan oneEnd;
    private readonly SortedDictionary<string, DoorTotals> doors = new(StringComparer.Ordinal);
    private readonly HashSet<string> passageDoors;
    private TimeSpan startedAt;
    private TimeSpan regularEnd;
    private TimeSpan? dayEnd;

    public TrafficLedger(VisitOptions options, TimeSpan startedAt)
    {
        (every, this.startedAt) = (options.TrafficEvery, startedAt);
        regularEnd = startedAt + every;
        oneEnd = every / 2 < OneEndMax ? every / 2 : OneEndMax;
        passageDoors = [.. options.PassageDoors];
        foreach (var door in options.Doors)
        {
            doors[door] = new DoorTotals(door, startedAt, blind: true, hasPassages: passageDoors.Contains(door));
        }
    }

    /// <summary>When the interval under way ends.</summary>
    public TimeSpan NextEnd => dayEnd is { } day && day < regularEnd + oneEnd ? day : regularEnd;

    /// <summary>
    /// Moves the ends so that one of them falls on <paramref name="boundary"/>. The interval under way then ends at the first such end
    /// that leaves it at least half as long as usual.
    /// </summary>
    public void Align(TimeSpan boundary, TimeSpan now)
    {
        var earliest = startedAt + (every / 2) > now ? startedAt + (every / 2) : now;
        var phase = (boundary - earliest).Ticks % every.Ticks;
        regularEnd = earliest + TimeSpan.FromTicks(phase > 0 ? phase : phase + every.Ticks);
    }

    /// <summary>
    /// Lets an interval end where a business day does, so that none belongs to two. What has passed at <paramref name="now"/> ends nothing any more:
    /// the interval under way has counted what came after it.
    /// </summary>
    public void Know(StoreDay? day, TimeSpan now)
    {
        if (day is null || !EndsBefore(day))
        {
            dayEnd = day is null ? null : IsToCome(day.Begins) ? day.Begins : IsToCome(day.Ends) ? day.Ends : null;
        }

        bool IsToCome(TimeSpan end) => end > now && end > startedAt + oneEnd;
    }

    /// <summary>Whether the interval under way is to end where this day begins, and so is the day's before.</summary>
    public bool EndsBefore(StoreDay day) => dayEnd is { } end && (end - day.Begins).Duration() < oneEnd;

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

        // After a day's end the quarters go on as they were.
        (startedAt, regularEnd) = (end, regularEnd < end + oneEnd ? regularEnd + every : regularEnd);
        dayEnd = dayEnd > end + oneEnd ? dayEnd : null;
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
