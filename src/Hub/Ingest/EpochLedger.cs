using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// The account of one epoch of one gateway: every number is stored, quarantined, dropped with a reason, or missing.
/// In memory it mirrors the rows; <see cref="TouchedRanges"/> says which rows the next commit has to write.
/// </summary>
internal sealed class EpochLedger(long id, Guid epoch)
{
    private readonly SortedDictionary<string, SequenceSet> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<(string Kind, long First)> _touchedRanges = [];
    private readonly HashSet<long> _touchedDays = [];
    private readonly SequenceSet _settled = new();

    public long Id => id;

    public Guid Epoch => epoch;

    /// <summary>The highest number that the gateway is known to have given.</summary>
    public long Produced { get; private set; }

    public long Repeats { get; private set; }

    public SortedDictionary<long, DayCount> Days { get; } = [];

    public IReadOnlyDictionary<string, SequenceSet> Kinds => _kinds;

    /// <summary>Every number from 1 to this one is settled: what <c>ack/stored</c> promises.</summary>
    public long CompleteTo => _settled.CompleteTo;

    public long MissingCount => Produced - _settled.CountWithin(new SequenceRange(1, Produced));

    public IEnumerable<SequenceRange> MissingRanges => _settled.Missing(Produced);

    public IReadOnlyCollection<(string Kind, long First)> TouchedRanges => _touchedRanges;

    public IReadOnlyCollection<long> TouchedDays => _touchedDays;

    /// <summary>The epoch's own row has to be written.</summary>
    public bool IsTouched { get; private set; }

    public bool IsStored(long sequence) => Of(SettledKind.Stored).Contains(sequence);

    public void AddStored(long sequence, DateTimeOffset time)
    {
        Settle(SettledKind.Stored, new SequenceRange(sequence, sequence));
        var day = UnixMicroseconds.DayOf(time);
        Days.TryGetValue(day, out var count);
        Days[day] = new DayCount(count.Stored + 1, Math.Max(count.Last, sequence));
        _touchedDays.Add(day);
    }

    public void AddQuarantined(long sequence) => Settle(SettledKind.Quarantined, new SequenceRange(sequence, sequence));

    public void AddDropped(string reason, SequenceRange range)
    {
        var kind = SettledKind.Dropped(reason);
        Settle(_kinds.ContainsKey(kind) || _kinds.Count < SettledKind.DropReasonsMax ? kind : SettledKind.Dropped("other"), range);
    }

    public void AddRepeat()
    {
        Repeats++;
        IsTouched = true;
    }

    public void HasProduced(long highest)
    {
        if (highest > Produced)
        {
            Produced = highest;
            IsTouched = true;
        }
    }

    /// <summary>How many numbers of <paramref name="within"/> were dropped and never came by another way, by reason.</summary>
    public IEnumerable<KeyValuePair<string, long>> DroppedWithin(SequenceRange within)
    {
        var arrived = new SequenceSet();
        foreach (var range in Of(SettledKind.Stored).Ranges.Concat(Of(SettledKind.Quarantined).Ranges))
        {
            arrived.Add(range);
        }

        foreach (var (kind, set) in _kinds.Where(kind => kind.Key.StartsWith(SettledKind.DroppedPrefix, StringComparison.Ordinal)))
        {
            var lost = 0L;
            foreach (var range in set.Ranges)
            {
                var part = new SequenceRange(Math.Max(range.First, within.First), Math.Min(range.Last, within.Last));
                lost += part.Last < part.First ? 0 : part.Count - arrived.CountWithin(part);
                arrived.Add(range); // Dropped twice under two reasons is one loss: the first reason has it.
            }

            yield return new KeyValuePair<string, long>(kind[SettledKind.DroppedPrefix.Length..], lost);
        }
    }

    /// <summary>Numbers in quarantine that did not come readable later.</summary>
    public long QuarantinedWithin(SequenceRange within) =>
        Of(SettledKind.Quarantined).Ranges.Sum(range =>
        {
            var part = new SequenceRange(Math.Max(range.First, within.First), Math.Min(range.Last, within.Last));
            return part.Last < part.First ? 0 : part.Count - Of(SettledKind.Stored).CountWithin(part);
        });

    public long StoredWithin(SequenceRange within) => Of(SettledKind.Stored).CountWithin(within);

    public long SettledWithin(SequenceRange within) => _settled.CountWithin(within);

    /// <summary>Takes over what the database holds.</summary>
    public void Restore(long produced, long repeats) => (Produced, Repeats) = (produced, repeats);

    /// <summary>Takes over a range that the database holds.</summary>
    public void Restore(string kind, SequenceRange range)
    {
        Of(kind).Add(range);
        _settled.Add(range);
    }

    /// <summary>The rows are written.</summary>
    public void Committed()
    {
        _touchedRanges.Clear();
        _touchedDays.Clear();
        IsTouched = false;
    }

    private void Settle(string kind, SequenceRange added)
    {
        var range = Of(kind).Add(added);
        _touchedRanges.Add((kind, range.First));
        _settled.Add(added);
        HasProduced(added.Last);
    }

    private SequenceSet Of(string kind)
    {
        if (!_kinds.TryGetValue(kind, out var set))
        {
            _kinds[kind] = set = new SequenceSet();
        }

        return set;
    }
}
