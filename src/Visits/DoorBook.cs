using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>
/// Keeps account of the doors by business day: today's sums, how many customers are inside, and the days before for the drift alarm. Pure; fed with
/// what the tracker says, and told the day by whoever knows the wall clock.
/// </summary>
public sealed class DoorBook(DoorMemory remembered)
{
    private readonly SortedDictionary<string, DoorSums> sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> lastCrossings = [];
    private readonly List<DoorDay> closed = [.. remembered.Closed.TakeLast(DoorMemory.DaysMax)];

    // What a restart found, until the wall clock says whether it is today's.
    private DoorDay? found = remembered.Today;
    private DateOnly? date;
    private int occupancy;
    private bool isEmptied;

    /// <summary>Changed since the last <see cref="Memory"/>.</summary>
    public bool HasNews { get; private set; }

    /// <summary>The days before today, the oldest first.</summary>
    public IReadOnlyList<DoorDay> Closed => closed;

    public DoorDay Today => new(date, [.. sums.Values], occupancy, isEmptied);

    /// <summary>When somebody last went through a door, since boot.</summary>
    public TimeSpan? LastCrossing(string door) => lastCrossings.TryGetValue(door, out var at) ? at : null;

    /// <summary>A crossing or an interval's totals; everything else is no door's.</summary>
    public void Note(Happening happening)
    {
        if (happening.Data is DoorTraffic traffic)
        {
            sums[traffic.Door] = SumsOf(traffic.Door).With(traffic);
            HasNews = true;
        }
        else if (happening.Data is DoorCrossed crossed)
        {
            lastCrossings[crossed.Door] = happening.At;
            if (crossed.Excluded is null)
            {
                // A missed way in must not make the store emptier than empty for the rest of the day.
                occupancy = Math.Max(0, occupancy + (crossed.Direction == Direction.In ? 1 : -1));
                HasNews = true;
            }
        }
    }

    /// <summary>
    /// Which day it is, null while nobody can say. A new day closes the one before; the store is empty at <see cref="StoreDay.EmptyAt"/>.
    /// To be called after the interval that ends with the day has been noted.
    /// </summary>
    public void Know(StoreDay? day, TimeSpan now)
    {
        if (day is null)
        {
            return;
        }

        TakeFound(day);
        if (date is { } before && before != day.Date)
        {
            Close(Today);
            sums.Clear();
            (occupancy, isEmptied) = (0, false);
        }

        HasNews |= date != day.Date;
        date = day.Date;
        if (!isEmptied && now >= day.EmptyAt && day.Open is { Count: > 0 })
        {
            (occupancy, isEmptied, HasNews) = (0, true, true);
        }
    }

    /// <summary>What is to be remembered over a restart.</summary>
    public DoorMemory Memory()
    {
        HasNews = false;
        // Without a wall clock the day on disk may be any day: it stays as it is.
        return new DoorMemory(found is { Date: not null } kept && date is null ? kept : Today, [.. closed]);
    }

    private void TakeFound(StoreDay day)
    {
        if (found is not { } kept)
        {
            return;
        }

        found = null;
        if (kept.Date == day.Date)
        {
            foreach (var door in kept.Doors)
            {
                sums[door.Door] = SumsOf(door.Door).With(door);
            }

            (occupancy, isEmptied) = (occupancy + Math.Max(0, kept.Occupancy), kept.IsEmptied);
        }
        else if (kept.Date is not null)
        {
            Close(kept);
        }
    }

    private void Close(DoorDay day)
    {
        // A clock that was set back: a date that is already there is not closed a second time.
        if (closed.TrueForAll(one => one.Date != day.Date))
        {
            closed.Add(day);
        }

        if (closed.Count > DoorMemory.DaysMax)
        {
            closed.RemoveAt(0);
        }
    }

    private DoorSums SumsOf(string door) => sums.TryGetValue(door, out var known) ? known : DoorSums.None(door);
}
