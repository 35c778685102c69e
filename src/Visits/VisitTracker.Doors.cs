using EdgeGateway.Events;

namespace EdgeGateway.Visits;

// What goes through the doors, and whose crossing it was.
public sealed partial class VisitTracker
{
    // Visits that might still be given the crossing they came in by; looked through on each crossing inwards, so kept short.
    private readonly List<Visitor> arrivals = [];

    private void Cross(DoorCrossing crossing, ICollection<Happening> happenings)
    {
        traffic.Cross(crossing);
        if (day is not null && !day.IsOpenFor(crossing.Direction, crossing.At))
        {
            Tell(crossing, Exclusion.Closed, happenings);
        }
        else if (!ExcludesStaff || !staffWatch.TryHold(crossing))
        {
            Tell(crossing, null, happenings);
        }

        if (crossing.Direction == Direction.Out || !GiveToArrival(crossing))
        {
            crossings.Add(crossing);
        }
    }

    private void Tell(DoorCrossing crossing, Exclusion? excluded, ICollection<Happening> happenings)
    {
        traffic.Exclude(crossing, excluded);
        happenings.Add(new Happening(
            crossing.At, $"doors/{crossing.Door}", new DoorCrossed(crossing.Door, crossing.Direction, Math.Clamp(crossing.Confidence, 0, 1), excluded)));
    }

    private void TellDecided((DoorCrossing Crossing, bool IsStaff)? decided, ICollection<Happening> happenings)
    {
        if (decided is { } one)
        {
            Tell(one.Crossing, one.IsStaff ? Exclusion.Staff : null, happenings);
        }
    }

    // The totals are the sum of the crossings: what still waits is decided before its interval is told.
    private void CloseTraffic(TimeSpan end, ICollection<Happening> happenings)
    {
        while (staffWatch.DecideAllOf(end) is { } decided)
        {
            TellDecided(decided, happenings);
        }

        traffic.Close(end, happenings);
    }

    /// <summary>A radio reaches through the door, so the beacon may have been heard before its owner crossed.</summary>
    private bool GiveToArrival(DoorCrossing crossing)
    {
        arrivals.RemoveAll(visitor => visitor.Visit is not { } visit || crossing.At - visit.AppearedAt > options.FuseWithin);
        Visitor? nearest = null;
        foreach (var visitor in arrivals)
        {
            if (visitor.Visit!.Zone == crossing.Zone && (nearest is null || Apart(visitor, crossing) < Apart(nearest, crossing)))
            {
                nearest = visitor;
            }
        }

        if (nearest?.Visit is not { } visit || Apart(nearest, crossing) > options.FuseWithin)
        {
            return false;
        }

        arrivals.Remove(nearest);
        visit.NoteDoor(crossing, Apart(nearest, crossing), options.FuseWithin);
        return true;
    }

    private static TimeSpan Apart(Visitor visitor, DoorCrossing crossing) => (crossing.At - visitor.Visit!.AppearedAt).Duration();

    /// <summary>Somebody went out through this zone's door around the visitor's last sign, and no other visit has claimed it.</summary>
    private bool WentOut(Visit visit)
    {
        var crossing = crossings.Claim(
            Direction.Out, visit.Zone, visit.LastSign, before: options.HeardAfterDoor, after: options.FuseWithin);
        if (crossing is null)
        {
            return false;
        }

        visit.NoteDoor(crossing, crossing.At - visit.LastSign, options.HeardAfterDoor);
        return true;
    }
}
