namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// The visits of one customer in one store at one time: one card. It is a view: no visit is changed by it, and when the customer list is corrected
/// the same visits are divided anew.
/// </summary>
/// <param name="All">In the order in which they began; the first gives the card its name and place on the page.</param>
/// <param name="Here">The one that says where the customer is, or was last.</param>
internal sealed record CardVisits(IReadOnlyList<VisitRow> All, VisitRow Here, bool IsOver)
{
    /// <summary>A visit whose end nobody told is not longer than a day's opening hours, nor does it go on in a longer silence.</summary>
    public static readonly TimeSpan LongestVisit = TimeSpan.FromHours(16);

    /// <summary>As long as a gateway takes somebody known by tap alone for present.</summary>
    public static readonly TimeSpan TapLasts = TimeSpan.FromMinutes(30);

    public VisitRow First => All[0];

    public long Version => All.Max(visit => visit.Changed);

    public DateTimeOffset Seen => All.Max(visit => visit.Seen);

    public VisitState State => IsOver ? VisitState.Left
        : All.Count == 1 || (Here.Id == First.Id && First.Seen == First.Arrived) ? First.State
        : VisitState.Moved;

    /// <summary>Divides one customer's visits in one store into those that were at the same time.</summary>
    public static IReadOnlyList<CardVisits> Divide(IEnumerable<VisitRow> visits, PlaceOptions options)
    {
        var (sorted, cards) = (visits.OrderBy(visit => visit.Arrived).ThenBy(visit => visit.Id).ToList(), new List<CardVisits>());
        var (begun, end) = (new List<VisitRow>(), DateTimeOffset.MinValue);
        foreach (var visit in sorted)
        {
            if (begun.Count > 0 && visit.Arrived > end)
            {
                cards.Add(Of(begun, sorted));
                (begun, end) = ([], DateTimeOffset.MinValue);
            }

            begun.Add(visit);
            var its = EndOf(visit, sorted, options);
            end = its > end ? its : end;
        }

        return begun.Count == 0 ? cards : [.. cards, Of(begun, sorted)];
    }

    private static CardVisits Of(List<VisitRow> visits, List<VisitRow> all)
    {
        // A card that was shown says nothing later than the beacon beside it: when the beacon has left, its owner has.
        var underWay = visits.Where(visit => visit.State != VisitState.Left && Successor(visit, all) is null).ToList();
        var lastHeard = visits.Where(IsCarried).Select(visit => visit.Seen).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var present = underWay.Any(IsCarried) ? underWay : underWay.Where(visit => visit.Seen > lastHeard).ToList();
        var told = present.Where(visit => present.TrueForAll(other => other.Id != visit.Elsewhere)).ToList();
        return new CardVisits(
            visits, (told.Count > 0 ? told : present.Count > 0 ? present : visits).MaxBy(visit => (visit.Seen, visit.Id))!, present.Count == 0);
    }

    private static DateTimeOffset EndOf(VisitRow visit, List<VisitRow> all, PlaceOptions options) =>
        !IsCarried(visit) ? visit.Seen + TapLasts
        : visit.State == VisitState.Left ? visit.Seen + options.Together
        : Successor(visit, all) is { } next ? next.Arrived.AddTicks(-1)
        : visit.Arrived + LongestVisit;

    /// <summary>A gateway begins no second visit of an identifier while the first lasts: where there is one, the first is over, told or not.</summary>
    private static VisitRow? Successor(VisitRow visit, List<VisitRow> all) =>
        all.Find(other => other.Gateway == visit.Gateway && (other.Arrived, other.Id).CompareTo((visit.Arrived, visit.Id)) > 0
            && other.Identifiers.Any(one => visit.Identifiers.Any(its => its.Identifier == one.Identifier)));

    private static bool IsCarried(VisitRow visit) => visit.Identifiers.Any(one => !one.IsDeliberate) || visit.Evidence.Any(one => one.Kind == Events.EvidenceKind.Beacon);
}
