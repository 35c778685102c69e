using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>
/// One UTC day of one gateway: produced = stored + quarantined + dropped + lost + missing. Numbers that never came have no time; they count for
/// the day of the next number that did.
/// </summary>
/// <param name="Verdict"><c>complete</c>, <c>lost</c> (the gateway has it no more), <c>on-the-way</c> or <c>missing</c>.</param>
/// <param name="Dropped">By the gateway's reason, without those that arrived all the same.</param>
/// <param name="Lost">By the gateway's word when it was asked again.</param>
/// <param name="MissingRanges">The first <see cref="CompletenessAnalysis.DayRangesMax"/>.</param>
/// <param name="Repeats">How many came once more.</param>
internal sealed record DayCompleteness(
    DateOnly Day,
    string Verdict,
    long Produced,
    long Stored,
    long Quarantined,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<string, long> Lost,
    long Missing,
    IReadOnlyList<SequenceRange> MissingRanges,
    long Repeats,
    ClockAccount Clock);
