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

    public IEnumerable<SequenceRange> MissingRanges => MissingWithin(new SequenceRange(1, Produced));

    /// <summary>The last request for missing numbers; null when there was none.</summary>
    public HoleRequest? Asked { get; private set; }

    /// <summary>How many requests in a row nothing has come of.</summary>
    public int AttemptsInVain => Asked is { } asked && asked.Ranges.All(range => SettledWithin(range) == 0) ? asked.Attempts : 0;

    /// <summary>The request's row has to be written.</summary>
    public bool IsAskedTouched { get; private set; }

    public IReadOnlyCollection<(string Kind, long First)> TouchedRanges => _touchedRanges;

    public IReadOnlyCollection<long> TouchedDays => _touchedDays;

    /// <summary>The epoch's own row has to be written.</summary>
    public bool IsTouched { get; private set; }

    public bool IsStored(long sequence) => Of(SettledKind.Stored).Contains(sequence);

    public void AddStored(long sequence, ShownTime time)
    {
        Settle(SettledKind.Stored, new SequenceRange(sequence, sequence));
        var day = UnixMicroseconds.DayOf(time.At);
        Days[day] = Days.GetValueOrDefault(day).Plus(sequence, time.Clock);
        _touchedDays.Add(day);
    }

    public void AddQuarantined(long sequence) => Settle(SettledKind.Quarantined, new SequenceRange(sequence, sequence));

    public void AddDropped(string reason, SequenceRange range) => AddLoss(SettledKind.Dropped(reason), range);

    /// <summary>The gateway says that it has these no more.</summary>
    public void AddGone(string reason, SequenceRange range) => AddLoss(SettledKind.Gone(reason), range);

    /// <summary>Missing numbers are asked for. The attempts begin anew when something has come of the last request.</summary>
    public void Ask(IReadOnlyList<SequenceRange> ranges, DateTimeOffset now)
    {
        (Asked, IsAskedTouched) = (new HoleRequest(AttemptsInVain + 1, now, ranges), true);
    }

    /// <summary>The gateway's answer: what is gone is settled as lost, if it was asked for and has not come meanwhile.</summary>
    public void Answered(ResendAnswer answer, DateTimeOffset now)
    {
        if (Asked is not { } asked)
        {
            return;
        }

        var wanted = new SequenceSet();
        foreach (var range in asked.Ranges)
        {
            wanted.Add(range);
        }

        var (gone, notGiven) = (0L, 0L);
        foreach (var told in answer.Gone)
        {
            foreach (var range in wanted.RangesWithin(new SequenceRange(told.First, told.Last)).SelectMany(MissingWithin).ToArray())
            {
                // A number that no event has yet must stay open: the gateway would take its acknowledgement for that of another outbox.
                if (told.Reason == GoneRange.NotGiven)
                {
                    notGiven += range.Count;
                    continue;
                }

                gone += range.Count;
                AddGone(told.Reason, range);
            }
        }

        var problem = answer.Problem.Length > 0 ? answer.Problem : notGiven > 0 ? $"{notGiven} of these numbers have not been given to any event" : "";
        Asked = asked with
        {
            AnsweredAt = now,
            Again = answer.Again.Sum(range => range.Count),
            Gone = gone,
            Problem = problem[..Math.Min(problem.Length, HoleRequest.ProblemLettersMax)],
        };
        IsAskedTouched = true;
    }

    /// <summary>A number came once more; the time is unknown when it was not readable.</summary>
    public void AddRepeat(ShownTime? time)
    {
        Repeats++;
        IsTouched = true;
        if (time is { } known)
        {
            var day = UnixMicroseconds.DayOf(known.At);
            var count = Days.GetValueOrDefault(day);
            Days[day] = count with { Repeats = count.Repeats + 1 };
            _touchedDays.Add(day);
        }
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
    public IEnumerable<KeyValuePair<string, long>> DroppedWithin(SequenceRange within) => LossesWithin(within, SettledKind.DroppedPrefix);

    /// <summary>How many numbers of <paramref name="within"/> the gateway has no more, without those that came or were dropped, by reason.</summary>
    public IEnumerable<KeyValuePair<string, long>> LostWithin(SequenceRange within) => LossesWithin(within, SettledKind.LostPrefix);

    /// <summary>Numbers in quarantine that did not come readable later.</summary>
    public long QuarantinedWithin(SequenceRange within) =>
        Of(SettledKind.Quarantined).RangesWithin(within).Sum(range => range.Count - Of(SettledKind.Stored).CountWithin(range));

    public long StoredWithin(SequenceRange within) => Of(SettledKind.Stored).CountWithin(within);

    public long SettledWithin(SequenceRange within) => _settled.CountWithin(within);

    public IEnumerable<SequenceRange> MissingWithin(SequenceRange within) => _settled.Missing(within);

    /// <summary>Takes over what the database holds.</summary>
    public void Restore(long produced, long repeats) => (Produced, Repeats) = (produced, repeats);

    /// <summary>Takes over the last request.</summary>
    public void Restore(HoleRequest asked) => Asked = asked;

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
        (IsTouched, IsAskedTouched) = (false, false);
    }

    private void Settle(string kind, SequenceRange added)
    {
        var range = Of(kind).Add(added);
        _touchedRanges.Add((kind, range.First));
        _settled.Add(added);
        HasProduced(added.Last);
    }

    private void AddLoss(string kind, SequenceRange range) =>
        Settle(_kinds.ContainsKey(kind) || _kinds.Count < SettledKind.DropReasonsMax ? kind : SettledKind.Dropped("other"), range);

    private IEnumerable<KeyValuePair<string, long>> LossesWithin(SequenceRange within, string prefix)
    {
        if (!_kinds.Keys.Any(kind => kind.StartsWith(prefix, StringComparison.Ordinal)))
        {
            yield break;
        }

        var counted = new SequenceSet();
        foreach (var range in Of(SettledKind.Stored).RangesWithin(within).Concat(Of(SettledKind.Quarantined).RangesWithin(within)))
        {
            counted.Add(range);
        }

        // A number that is gone for two reasons is one loss: the first reason has it, and a drop comes before the gateway's later word.
        foreach (var (kind, set) in _kinds.Where(kind => kind.Key.StartsWith(SettledKind.DroppedPrefix, StringComparison.Ordinal)
            || kind.Key.StartsWith(SettledKind.LostPrefix, StringComparison.Ordinal)))
        {
            var before = counted.Count;
            foreach (var range in set.RangesWithin(within))
            {
                counted.Add(range);
            }

            if (kind.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new KeyValuePair<string, long>(kind[prefix.Length..], counted.Count - before);
            }
        }
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
