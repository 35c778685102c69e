using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>What one transaction drops, gathered into as few <c>gateway.dropped</c> events as their size allows.</summary>
internal sealed class DropLedger
{
    private readonly Dictionary<(string Reason, EventLane Lane, Guid Epoch), SequenceSet> entries = [];
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    public bool IsEmpty => entries.Count == 0;

    /// <summary>Events per reason that this transaction drops; entries taken over from an older ledger are not counted again.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    public void Add(string reason, EventLane lane, Guid epoch, SequenceRange range)
    {
        SetFor(reason, lane, epoch).Add(range.First, range.Last);
        counts[reason] = counts.GetValueOrDefault(reason) + range.Count;
    }

    /// <summary>A ledger event is about to be dropped itself: what it says is said again by the new one.</summary>
    public void TakeOver(GatewayDropped older)
    {
        foreach (var range in older.Ranges)
        {
            SetFor(older.Reason, older.Lane, older.Epoch).Add(range.First, range.Last);
        }
    }

    public IEnumerable<GatewayDropped> Events()
    {
        foreach (var ((reason, lane, epoch), set) in entries)
        {
            foreach (var ranges in set.Ranges.Chunk(GatewayDropped.RangesMax))
            {
                yield return new GatewayDropped(reason, lane, ranges.Sum(range => range.Count), epoch, ranges);
            }
        }
    }

    private SequenceSet SetFor(string reason, EventLane lane, Guid epoch)
    {
        if (!entries.TryGetValue((reason, lane, epoch), out var set))
        {
            entries[(reason, lane, epoch)] = set = new SequenceSet();
        }

        return set;
    }
}
