using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>Adds up a gateway's days over its epochs.</summary>
internal sealed class DayAccount
{
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _lost = new(StringComparer.Ordinal);
    private readonly List<SequenceRange> _missingRanges = [];
    private long _produced;
    private long _stored;
    private long _quarantined;
    private long _missing;
    private long _repeats;
    private long _timed;
    private long _estimated;
    private long _wrong;

    /// <summary>The days of a gateway between two dates, both included; the caller holds the ledger's gate.</summary>
    public static IReadOnlyList<DayCompleteness> Days(GatewayLedger gateway, string verdict, DateOnly from, DateOnly to)
    {
        var days = new SortedDictionary<DateOnly, DayAccount>();
        foreach (var epoch in gateway.Epochs.Values)
        {
            var last = 0L;
            foreach (var (number, count) in epoch.Days)
            {
                // A clock that was wrong can put a later number on an earlier day; that day then has no numbers of its own.
                var numbers = new SequenceRange(last + 1, Math.Max(last, count.Last));
                last = numbers.Last;
                var day = UnixMicroseconds.DateOf(number);
                if (day >= from && day <= to)
                {
                    (days.TryGetValue(day, out var account) ? account : days[day] = new DayAccount()).Add(epoch, numbers, count);
                }
            }
        }

        return [.. days.Select(day => day.Value.On(day.Key, verdict))];
    }

    private void Add(EpochLedger epoch, SequenceRange numbers, DayCount count)
    {
        _produced += numbers.Count;
        _stored += epoch.StoredWithin(numbers);
        _quarantined += epoch.QuarantinedWithin(numbers);
        _missing += numbers.Count - epoch.SettledWithin(numbers);
        (_repeats, _timed, _estimated, _wrong) =
            (_repeats + count.Repeats, _timed + count.Stored, _estimated + count.Estimated, _wrong + count.Wrong);
        _missingRanges.AddRange(epoch.MissingWithin(numbers).Take(CompletenessAnalysis.DayRangesMax - _missingRanges.Count));
        Add(_dropped, epoch.DroppedWithin(numbers));
        Add(_lost, epoch.LostWithin(numbers));
    }

    private DayCompleteness On(DateOnly day, string gateway)
    {
        var verdict = _missing > 0 ? (gateway == CompletenessAnalysis.OnTheWay ? gateway : CompletenessAnalysis.Missing)
            : _lost.Count > 0 ? CompletenessAnalysis.Lost
            : CompletenessAnalysis.Complete;
        return new DayCompleteness(
            day, verdict, _produced, _stored, _quarantined, _dropped, _lost, _missing, _missingRanges, _repeats,
            ClockAccount.Of(_timed, _estimated, _wrong));
    }

    private static void Add(SortedDictionary<string, long> sums, IEnumerable<KeyValuePair<string, long>> added)
    {
        foreach (var (reason, count) in added.Where(one => one.Value > 0))
        {
            sums[reason] = sums.GetValueOrDefault(reason) + count;
        }
    }
}
