namespace EdgeGateway.Events;

/// <summary>A line of the drop ledger: these events were removed before the hub had them, and why.</summary>
/// <param name="Reason"><c>size-cap</c>, <c>age-cap</c>, <c>unreadable</c>, <c>refused</c> or <c>memory-full</c>.</param>
/// <param name="Lane">The lane they were in.</param>
/// <param name="Count">How many.</param>
/// <param name="Epoch">The epoch the ranges belong to.</param>
/// <param name="Ranges">Their sequence numbers, at most <see cref="RangesMax"/> ranges; more ranges make more events.</param>
public sealed record GatewayDropped(
    string Reason, EventLane Lane, long Count, Guid Epoch, IReadOnlyList<SequenceRange> Ranges) : EventData
{
    /// <summary>Keeps one ledger event below 8 KiB.</summary>
    public const int RangesMax = 128;

    internal override string TypeName => EventTypes.GatewayDropped;
}
