namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Several sensors over one wide door: a person under the seam is seen by two of them, and counted once. Pure: driven by the findings and by time.
/// A finding list is valid until the next call.
/// </summary>
/// <remarks>
/// Each sensor answers for the part of the door that is nearer to it than to its neighbours. What it sees deep in a neighbour's part is the neighbour's to tell;
/// what it sees near a seam waits for what the neighbour makes of it.
/// </remarks>
internal sealed class SeamMerge(IReadOnlyList<SeamPlace> places)
{
    // The sensors hang in a row, so both see a person over the line at the same moment; one that is tilted 2.5 degrees sees a slow walker 0.2 s off.
    private static readonly TimeSpan CrossingsWithin = TimeSpan.FromSeconds(0.45);

    // Who turns back leaves the two views at different moments.
    private static readonly TimeSpan TurnsWithin = TimeSpan.FromSeconds(1.2);

    // A sensor tells when a person has left its view, which the neighbour may find a little later.
    private static readonly TimeSpan NeighbourWithin = TimeSpan.FromSeconds(1);

    // The middle of what is seen of a body, somewhat low because each sensor sees the side that is turned to it; how tall a body is nobody knows, so two
    // sensors place it this far apart at most (chosen on simulated doors).
    private const double UsualMetres = 1.15;
    private const double ApartMetresMax = 0.45;
    private const double EdgeApartMetresMax = 0.75;

    // A time-of-flight sensor does not know where along the door somebody is. Of a person beside its view it sees no more than hip and legs, and at the
    // same moment: in simulated doors 78 of 83 people seen twice were lower than this to one of the two, and of two abreast a quarter.
    private const double BesideTopMetresMax = 1;
    private static readonly TimeSpan BesideWithin = TimeSpan.FromSeconds(0.3);
    private const double ConfidenceWithoutPlace = 0.8;

    // What was found within the last two seconds, told or not.
    private readonly List<SeamFinding> recent = [];
    private readonly List<DoorFinding> decided = [];

    /// <param name="place">Which of the places found it.</param>
    /// <param name="found">May be empty: then only time passes.</param>
    public IReadOnlyList<DoorFinding> Observe(int place, IReadOnlyList<DoorFinding> found, TimeSpan now)
    {
        decided.Clear();
        for (var i = 0; i < found.Count; i++)
        {
            if (places.Count == 1 || found[i].Kind is not (DoorFindingKind.Crossing or DoorFindingKind.UTurn))
                decided.Add(found[i]);
            else
                Take(new SeamFinding(place, found[i], MetresOf(place, found[i]), IsAtEdge(place, found[i]), now));
        }

        if (recent.Count > 0)
            Release(now - NeighbourWithin);
        return decided;
    }

    /// <summary>No more will come: what still waited for a neighbour.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        decided.Clear();
        Release(TimeSpan.MaxValue);
        return decided;
    }

    private void Take(SeamFinding one)
    {
        var isOwn = one.Metres is { } metres && !IsNearSeam(one.Place, metres);
        if (isOwn && NearestTo(one.Metres!.Value) != one.Place)
            return;
        one.IsTold = isOwn;
        if (isOwn)
            decided.Add(one.Finding);
        recent.Add(one);
    }

    private void Release(TimeSpan foundUntil)
    {
        while (recent.Find(one => !one.IsTold && one.ToldAt <= foundUntil) is { } due)
        {
            Tell(due, PartnerOf(due));
        }

        recent.RemoveAll(one => one.IsTold && one.ToldAt <= foundUntil - NeighbourWithin);
    }

    // Whoever found no partner stays remembered: the neighbour may be later than a second.
    private void Tell(SeamFinding one, SeamFinding? partner)
    {
        one.IsTold = true;
        if (partner is null)
        {
            decided.Add(one.Finding);
            return;
        }

        if (!partner.IsTold)
            decided.Add(one.With(partner, one.Metres is null || partner.Metres is null ? ConfidenceWithoutPlace : 1));
        partner.IsTold = one.IsMatched = partner.IsMatched = true;
    }

    // The nearest one, unless that one has a nearer partner of its own: two abreast are two pairs.
    private SeamFinding? PartnerOf(SeamFinding one)
    {
        var best = NearestOf(one);
        return best is not null && NearestOf(best) == one ? best : null;
    }

    private SeamFinding? NearestOf(SeamFinding one)
    {
        SeamFinding? best = null;
        var nearest = double.MaxValue;
        foreach (var other in recent)
        {
            if (MayBeOne(one, other) && Apart(one, other) is var apart && apart <= ApartMax(one, other) && apart < nearest)
                (best, nearest) = (other, apart);
        }

        return best;
    }

    private static double Apart(SeamFinding one, SeamFinding other) =>
        one.Metres is { } metres && other.Metres is { } otherMetres ? Math.Abs(metres - otherMetres) : 0;

    private static double ApartMax(SeamFinding one, SeamFinding other) => one.IsAtEdge || other.IsAtEdge ? EdgeApartMetresMax : ApartMetresMax;

    // What is told cannot be taken back, so a crossing is not lost to a turn that is out already.
    private bool MayBeOne(SeamFinding one, SeamFinding other) =>
        one.Place != other.Place && !other.IsMatched && !(one.IsTold && other.IsTold)
        && (one.Metres is not null && other.Metres is not null ? IsSameMoment(one.Finding, other.Finding) : MayStandBeside(one, other))
        && (one.Finding.Kind == other.Finding.Kind || (!IsToldTurn(one, other) && !IsToldTurn(other, one)));

    private static bool IsToldTurn(SeamFinding one, SeamFinding other) =>
        one.IsTold && one.Finding.Kind == DoorFindingKind.UTurn && other.Finding.Kind == DoorFindingKind.Crossing;

    private static bool IsSameMoment(in DoorFinding one, in DoorFinding other)
    {
        var areCrossings = AreCrossings(one, other);
        return (!areCrossings || one.Direction == other.Direction) && (one.At - other.At).Duration() <= (areCrossings ? CrossingsWithin : TurnsWithin);
    }

    private static bool AreCrossings(in DoorFinding one, in DoorFinding other) => one.Kind == DoorFindingKind.Crossing && other.Kind == DoorFindingKind.Crossing;

    // Without a place: one of the two saw only what stood beside its view. Who knows no height either is believed by time alone.
    private bool MayStandBeside(SeamFinding one, SeamFinding other)
    {
        var (here, there) = (one.Finding, other.Finding);
        return AreNeighbours(one.Place, other.Place) && IsSameMoment(here, there)
            && (!AreCrossings(here, there)
                || ((here.At - there.At).Duration() <= BesideWithin && Math.Min(here.TopMetres ?? 0, there.TopMetres ?? 0) < BesideTopMetresMax));
    }

    private bool IsAtEdge(int place, in DoorFinding found) => found.AcrossTangent is { } tangent && places[place].IsAtEdge(tangent);

    private double? MetresOf(int place, in DoorFinding found) =>
        found.AcrossTangent is { } tangent ? places[place].OffsetMetres + (tangent * (places[place].MountMetres - UsualMetres)) : null;

    private int NearestTo(double metres)
    {
        var nearest = 0;
        for (var i = 1; i < places.Count; i++)
        {
            if (Math.Abs(places[i].OffsetMetres - metres) < Math.Abs(places[nearest].OffsetMetres - metres))
                nearest = i;
        }

        return nearest;
    }

    // Within a quarter of the way between two neighbours around the middle between them.
    private bool IsNearSeam(int place, double metres)
    {
        for (var other = 0; other < places.Count; other++)
        {
            var apart = Math.Abs(places[other].OffsetMetres - places[place].OffsetMetres);
            var seam = (places[other].OffsetMetres + places[place].OffsetMetres) / 2;
            if (other != place && Math.Abs(metres - seam) <= apart / 4 && AreNeighbours(place, other))
                return true;
        }

        return false;
    }

    private bool AreNeighbours(int one, int other)
    {
        var (left, right) = (Math.Min(places[one].OffsetMetres, places[other].OffsetMetres), Math.Max(places[one].OffsetMetres, places[other].OffsetMetres));
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i].OffsetMetres > left && places[i].OffsetMetres < right)
                return false;
        }

        return true;
    }
}
