using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>An event that is on disk and not yet acknowledged.</summary>
/// <param name="Type">CloudEvents type, the last segment of its topic.</param>
/// <param name="Json">The event as it was stored and as it is sent.</param>
public readonly record struct WaitingEvent(Guid Epoch, long Sequence, EventLane Lane, string Type, ReadOnlyMemory<byte> Json)
{
    /// <summary>Whose event it is, from its own bytes: <c>/stores/{store}/gateways/{gateway}</c>; empty when they do not say.</summary>
    public string Source() => EventText.SourceOf(Json.Span);
}
