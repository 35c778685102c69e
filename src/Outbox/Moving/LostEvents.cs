using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Says in the drop ledger's words what a file has lost.</summary>
internal static class LostEvents
{
    /// <summary>The lane is not known any more; the ledger's own is named, which nobody adds up.</summary>
    public static IReadOnlyList<GatewayDropped> Ledger(IEnumerable<(Guid Epoch, SequenceRange Range)> lost) =>
        [.. from one in lost
            group one.Range by one.Epoch into epoch
            from ranges in epoch.Chunk(GatewayDropped.RangesMax)
            select new GatewayDropped(DropReasons.Unreadable, EventLane.Visit, ranges.Sum(range => range.Count), epoch.Key, ranges)];
}
