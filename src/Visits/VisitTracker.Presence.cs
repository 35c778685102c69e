using EdgeGateway.Events;

namespace EdgeGateway.Visits;

// Who is here: arrive, move, leave.
public sealed partial class VisitTracker
{
    private readonly Dictionary<Identifier, Visitor> visitors = [];
    private readonly PriorityQueue<Visitor, (TimeSpan At, long Ordinal)> looks = new();
    private long ordinal;

    internal int LooksWaiting => looks.Count;

    private void Hear(BeaconSighting sighting, ICollection<Happening> happenings)
    {
        if (IsStaff(sighting.Beacon))
        {
            staffWatch.Hear(sighting);
            return;
        }

        if (VisitorOf(sighting.Beacon, sighting.At) is not { } visitor)
        {
            return;
        }

        var signal = visitor.Hear(sighting, options);
        if (visitor.Visit is not { } visit)
        {
            if (signal.IsArrival(options))
            {
                visit = Arrive(visitor, signal.Zone, sighting.At, signal.StrongSince ?? sighting.At);
                NoteBeacon(visitor, visit, signal, sighting.At);
                Announce(visitor, visit, sighting.At, happenings);
            }

            return;
        }

        if (signal.SmoothedDbm >= options.LeaveDbm)
        {
            NoteBeacon(visitor, visit, signal, sighting.At);
            LookAgain(visitor, visit.LastSign + options.LeaveAfterDoor);
        }

        if (sighting.At >= visit.ZoneHeldUntil && visitor.HasMoved(visit.Zone, sighting.At, options, out var to))
        {
            Move(visitor, visit, to, sighting.At, happenings);
        }
    }

    private void NoteBeacon(Visitor visitor, Visit visit, Signal signal, TimeSpan at)
    {
        TellFrom(visitor, visit, at);
        visit.Sign(at, signal.Sensor);
        visit.Evidence.Note(
            EvidenceKind.Beacon, signal.Sensor, at, Confidence.OfBeacon(signal.SmoothedDbm, options), signal.SmoothedDbm);
    }

    private Visit Arrive(Visitor visitor, string zone, TimeSpan at, TimeSpan appearedAt)
    {
        var visit = new Visit(newVisitId(), zone, at, appearedAt);
        visitor.Visit = visit;
        Present++;
        LookAgain(visitor, at + options.LeaveAfterDoor);
        if (crossings.Claim(Direction.In, zone, appearedAt, before: options.FuseWithin, after: options.FuseWithin) is { } crossing)
        {
            visit.NoteDoor(crossing, crossing.At - appearedAt, options.FuseWithin);
        }
        else
        {
            arrivals.Add(visitor);
        }

        return visit;
    }

    private static void Announce(Visitor visitor, Visit visit, TimeSpan at, ICollection<Happening> happenings) =>
        happenings.Add(new Happening(at, visit.Subject, new VisitorArrived(
            visit.Id, visit.Zone, visitor.Identifier, visit.Evidence.Combined(), visit.Evidence.At(at))));

    private static void Move(Visitor visitor, Visit visit, string to, TimeSpan at, ICollection<Happening> happenings)
    {
        happenings.Add(new Happening(at, visit.Subject, new VisitorMoved(
            visit.Id, visit.Zone, to, visitor.Identifier, visit.Evidence.Combined())));
        visit.Zone = to;
        visitor.Settle();
    }

    private void Leave(Visitor visitor, Visit visit, TimeSpan at, ICollection<Happening> happenings)
    {
        visitors.Remove(visitor.Identifier);
        arrivals.Remove(visitor);
        visitor.Visit = null;
        Present--;
        happenings.Add(new Happening(at, visit.Subject, new VisitorLeft(
            visit.Id,
            visit.Zone,
            visitor.Identifier,
            Seconds.Between(visit.ArrivedAt, visit.LastSign),
            Seconds.Between(visit.LastSign, at),
            visit.Evidence.Combined(),
            visit.Evidence.At(at))));
    }

    // The schedule has come to a visitor: gone, or when to look again?
    private void Look(ICollection<Happening> happenings)
    {
        looks.TryDequeue(out var visitor, out var look);
        if (visitor!.LookAt != look.At || !visitors.TryGetValue(visitor.Identifier, out var current) || current != visitor)
        {
            return;
        }

        visitor.LookAt = TimeSpan.MaxValue;
        if (visitor.Visit is not { } visit)
        {
            LookAtCandidate(visitor, look.At);
            return;
        }

        var goneAt = GoneAt(visit);
        var doorAt = visit.LastSign + options.LeaveAfterDoor;
        if (look.At < doorAt)
        {
            LookAgain(visitor, doorAt);
        }
        else if (visit.LastReceiver is not null && WentOut(visit))
        {
            Leave(visitor, visit, look.At, happenings);
        }
        else if (look.At < goneAt)
        {
            // No further than one gap ahead: a blind receiver that works again shortens the wait.
            var gap = look.At + options.LeaveAfter;
            LookAgain(visitor, goneAt < gap ? goneAt : gap);
        }
        else
        {
            Leave(visitor, visit, look.At, happenings);
        }
    }

    private TimeSpan GoneAt(Visit visit) => visit.LastReceiver is { } receiver
        ? receivers.HeldUntil(receiver, visit.LastSign)
        : visit.LastSign + options.LeaveAfterTap;

    private void LookAtCandidate(Visitor visitor, TimeSpan at)
    {
        var forgetAt = visitor.LastHeard + options.EnterWithin;
        if (at < forgetAt)
        {
            LookAgain(visitor, forgetAt);
        }
        else
        {
            visitors.Remove(visitor.Identifier);
        }
    }

    // At most one entry of a visitor is valid; a visitor heard every 100 ms does not fill the queue, for a later time needs no new entry.
    private void LookAgain(Visitor visitor, TimeSpan at)
    {
        if (at < visitor.LookAt)
        {
            visitor.LookAt = at;
            looks.Enqueue(visitor, (at, visitor.Ordinal));
        }
    }

    private Visitor? VisitorOf(Identifier identifier, TimeSpan at)
    {
        if (visitors.TryGetValue(identifier, out var known))
        {
            return known;
        }

        if (visitors.Count >= options.VisitorsMax)
        {
            Refused++;
            return null;
        }

        var visitor = new Visitor(identifier, ordinal++) { LookAt = TimeSpan.MaxValue };
        visitors.Add(identifier, visitor);
        LookAgain(visitor, at + options.EnterWithin);
        return visitor;
    }

    private bool IsStaff(Identifier identifier) => staff.Count > 0 && staff.Contains(identifier.Programme);
}
