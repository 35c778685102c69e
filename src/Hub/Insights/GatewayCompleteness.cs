using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>One gateway's account.</summary>
/// <param name="Verdict"><c>complete</c>, <c>on-the-way</c> (what is missing waits at the gateway) or <c>missing</c>.</param>
/// <param name="Online">Null when neither a birth nor a last will was seen.</param>
/// <param name="Waiting">What the gateway says that it still holds.</param>
/// <param name="OldestSeconds">How old the oldest of it was at its last report.</param>
internal sealed record GatewayCompleteness(
    string Store,
    string Gateway,
    string Verdict,
    bool? Online,
    DateTimeOffset? LastSeen,
    ClockQuality? Clock,
    long Unreadable,
    long? Waiting,
    double? OldestSeconds,
    IReadOnlyList<EpochCompleteness> Epochs);
