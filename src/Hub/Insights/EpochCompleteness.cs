using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>One outbox's account since it began.</summary>
/// <param name="Produced">The highest number that the gateway is known to have given.</param>
/// <param name="Dropped">By the gateway's reason, without those that arrived all the same.</param>
/// <param name="Lost">By the gateway's word when it was asked again.</param>
/// <param name="MissingRanges">The first <see cref="CompletenessAnalysis.RangesMax"/>.</param>
/// <param name="Asked">The last request for missing numbers; null when there was none.</param>
internal sealed record EpochCompleteness(
    Guid Epoch,
    bool Current,
    long Produced,
    long Stored,
    long Quarantined,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<string, long> Lost,
    long Missing,
    IReadOnlyList<SequenceRange> MissingRanges,
    long Repeats,
    long CompleteTo,
    AskedAgain? Asked);
