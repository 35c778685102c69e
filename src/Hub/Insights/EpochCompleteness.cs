using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>One outbox's account.</summary>
/// <param name="Produced">The highest number that the gateway is known to have given.</param>
/// <param name="Dropped">By the gateway's reason, without those that arrived all the same.</param>
/// <param name="MissingRanges">The first <see cref="CompletenessAnalysis.RangesMax"/>.</param>
internal sealed record EpochCompleteness(
    Guid Epoch,
    bool Current,
    long Produced,
    long Stored,
    long Quarantined,
    IReadOnlyDictionary<string, long> Dropped,
    long Missing,
    IReadOnlyList<SequenceRange> MissingRanges,
    long Repeats,
    long CompleteTo,
    IReadOnlyList<DayCompleteness> Days);
