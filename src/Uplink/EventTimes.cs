using EdgeGateway.Events;

namespace EdgeGateway.Uplink;

/// <summary>Puts right, on the way out, what was stamped before the clock was right. What is in the outbox stays as it was written.</summary>
internal sealed class EventTimes(Func<Guid, DateTimeOffset?> bootBegan)
{
    /// <summary>The event with its right time when that is known by now, else as it is.</summary>
    public ReadOnlyMemory<byte> Correct(ReadOnlyMemory<byte> json) =>
        EventTiming.TryReadEstimate(json.Span, out var boot, out var sinceBoot) && bootBegan(boot) is { } began
            ? EventTiming.Correct(json.Span, began + sinceBoot) ?? json
            : json;
}
