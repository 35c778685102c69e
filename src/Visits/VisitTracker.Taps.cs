using EdgeGateway.Events;

namespace EdgeGateway.Visits;

// Cards, phones and codes: each is reported, with the visit that it belongs to.
public sealed partial class VisitTracker
{
    private void Touch(Tap tap, ICollection<Happening> happenings)
    {
        var visit = tap.Identifier is { } identifier
            ? VisitOf(identifier, EvidenceKind.Tap, tap, tap.Zone, Confidence.Tap, happenings)
            : NoteTheOnlyVisit(tap);
        happenings.Add(new Happening(tap.At, $"readers/{tap.Sensor}", new TapRead(
            tap.Sensor, tap.Zone, tap.Technology, tap.Identifier, visit?.Id, ExclusionOf(tap.Identifier))));
    }

    private void Scan(CodeScan scan, ICollection<Happening> happenings)
    {
        var visit = scan.Identifier is { } identifier
            ? VisitOf(identifier, EvidenceKind.Code, scan, scan.Zone, Confidence.Code, happenings)
            : null;
        happenings.Add(new Happening(scan.At, $"scanners/{scan.Sensor}", new CodeScanned(
            scan.Sensor, scan.Zone, scan.Identifier, visit?.Id, ExclusionOf(scan.Identifier))));
    }

    // Reported, because a badge at a time clock is of use; but the hub does not know which programmes are staff's.
    private Exclusion? ExclusionOf(Identifier? identifier) => identifier is not null && IsStaff(identifier) ? Exclusion.Staff : null;

    // A known card joins its owner's visit, or begins one. It never joins the visit of another identifier: whether a card and a beacon
    // belong to one customer is the hub's knowledge, and a wrong merge here could not be undone there.
    private Visit? VisitOf(
        Identifier identifier, EvidenceKind kind, Sighting sighting, string zone, double confidence, ICollection<Happening> happenings)
    {
        if (IsStaff(identifier) || VisitorOf(identifier, sighting.At) is not { } visitor)
        {
            return null;
        }

        visitor.Tapped(sighting.At);
        if (visitor.Visit is not { } visit)
        {
            visit = Arrive(visitor, zone, sighting.At, sighting.At);
            visit.ZoneHeldUntil = sighting.At + options.TapHoldsZone;
            visit.Evidence.Note(kind, sighting.Sensor, sighting.At, confidence);
            Announce(visitor, visit, sighting.At, happenings);
            return visit;
        }

        visit.Sign(sighting.At);
        visit.ZoneHeldUntil = sighting.At + options.TapHoldsZone;
        visit.Evidence.Note(kind, sighting.Sensor, sighting.At, confidence);
        LookAgain(visitor, visit.LastSign + options.LeaveAfterDoor);
        if (visit.Zone != zone)
        {
            // A reader is touched: there is no doubt where the visitor stands, so this needs no margin and no time.
            Move(visitor, visit, zone, sighting.At, happenings);
        }

        return visit;
    }

    // A tap without identifier belongs to the visitor in the zone when there is exactly one; no identity is merged by that.
    private Visit? NoteTheOnlyVisit(Tap tap)
    {
        Visit? only = null;
        foreach (var visitor in visitors.Values)
        {
            if (visitor.Visit is { } visit && visit.Zone == tap.Zone && tap.At - visit.LastSign <= options.SignalFreshFor)
            {
                if (only is not null)
                {
                    return null;
                }

                only = visit;
            }
        }

        only?.Evidence.Note(EvidenceKind.Tap, tap.Sensor, tap.At, Confidence.TapByTheOnlyOne);
        return only;
    }
}
