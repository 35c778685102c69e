using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>One gateway's account.</summary>
/// <param name="Verdict"><c>complete</c>, <c>lost</c> (the gateway has it no more), <c>on-the-way</c> (what is missing waits at the gateway) or <c>missing</c>.</param>
/// <param name="Sentence">The verdict in words: what is missing, and why.</param>
/// <param name="Online">Null when neither a birth nor a last will was seen.</param>
/// <param name="Waiting">What the gateway says that it still holds.</param>
/// <param name="OldestSeconds">How old the oldest of it was at its last report.</param>
/// <param name="OldestUnsent">When that one happened.</param>
/// <param name="Epochs">The newest <see cref="CompletenessAnalysis.EpochsMax"/>; the sums over days and the verdict know all.</param>
/// <param name="Days">Within what was asked for, the oldest first.</param>
internal sealed record GatewayCompleteness(
    string Store,
    string Gateway,
    string Verdict,
    string Sentence,
    bool? Online,
    DateTimeOffset? LastSeen,
    ClockQuality? Clock,
    long Unreadable,
    long? Waiting,
    double? OldestSeconds,
    DateTimeOffset? OldestUnsent,
    IReadOnlyList<EpochCompleteness> Epochs,
    IReadOnlyList<DayCompleteness> Days);
