using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>Crossings that no visit has claimed yet. One crossing is one person, so it serves one visit only.</summary>
internal sealed class RecentCrossings(TimeSpan keptFor)
{
    /// <summary>A fair crowd through wide doors; beyond that the oldest is forgotten, and its visit has one piece of evidence less.</summary>
    public const int CrossingsMax = 512;

    private readonly List<DoorCrossing> unclaimed = [];

    public void Add(DoorCrossing crossing)
    {
        unclaimed.RemoveAll(old => crossing.At - old.At > keptFor);
        if (unclaimed.Count == CrossingsMax)
        {
            unclaimed.RemoveAt(0);
        }

        unclaimed.Add(crossing);
    }

    /// <summary>Takes the crossing in this direction into this zone that is nearest to <paramref name="around"/>; null when there is none.</summary>
    public DoorCrossing? Claim(Direction direction, string zone, TimeSpan around, TimeSpan before, TimeSpan after)
    {
        DoorCrossing? nearest = null;
        foreach (var crossing in unclaimed)
        {
            if (crossing.Direction == direction && crossing.Zone == zone
                && crossing.At >= around - before && crossing.At <= around + after
                && (nearest is null || (crossing.At - around).Duration() < (nearest.At - around).Duration()))
            {
                nearest = crossing;
            }
        }

        if (nearest is not null)
        {
            unclaimed.Remove(nearest);
        }

        return nearest;
    }
}
