using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// A set of sequence numbers kept as sorted, separate ranges. A gateway that loses nothing is one range however long it runs;
/// adding at the end of the last range, the ordinary case, costs no search.
/// </summary>
internal sealed class SequenceSet
{
    private readonly List<SequenceRange> _ranges = [];

    public IReadOnlyList<SequenceRange> Ranges => _ranges;

    /// <summary>How many numbers the set holds.</summary>
    public long Count { get; private set; }

    /// <summary>The highest number; 0 for the empty set.</summary>
    public long Highest => _ranges.Count == 0 ? 0 : _ranges[^1].Last;

    /// <summary>The highest N such that 1 to N are all in the set; 0 when 1 is not.</summary>
    public long CompleteTo => _ranges.Count > 0 && _ranges[0].First == 1 ? _ranges[0].Last : 0;

    public bool Contains(long number)
    {
        var at = FirstEndingAtOrAfter(number);
        return at < _ranges.Count && _ranges[at].First <= number;
    }

    /// <summary>Adds a range and returns the range it has become part of.</summary>
    public SequenceRange Add(SequenceRange added)
    {
        // Neighbours count as touching: 1-4 and 5-9 become 1-9.
        var from = FirstEndingAtOrAfter(added.First - 1);
        var to = from;
        while (to < _ranges.Count && _ranges[to].First <= added.Last + 1)
        {
            added = new SequenceRange(Math.Min(added.First, _ranges[to].First), Math.Max(added.Last, _ranges[to].Last));
            Count -= _ranges[to].Count;
            to++;
        }

        if (to - from == 1)
        {
            _ranges[from] = added;
        }
        else
        {
            _ranges.RemoveRange(from, to - from);
            _ranges.Insert(from, added);
        }

        Count += added.Count;
        return added;
    }

    /// <summary>How many numbers of <paramref name="within"/> the set holds.</summary>
    public long CountWithin(SequenceRange within) => RangesWithin(within).Sum(range => range.Count);

    /// <summary>The set's ranges cut to <paramref name="within"/>, lowest first.</summary>
    public IEnumerable<SequenceRange> RangesWithin(SequenceRange within)
    {
        for (var at = FirstEndingAtOrAfter(within.First); at < _ranges.Count && _ranges[at].First <= within.Last; at++)
        {
            yield return new SequenceRange(Math.Max(_ranges[at].First, within.First), Math.Min(_ranges[at].Last, within.Last));
        }
    }

    /// <summary>The ranges of <paramref name="within"/> that the set lacks, lowest first.</summary>
    public IEnumerable<SequenceRange> Missing(SequenceRange within)
    {
        var next = within.First;
        foreach (var range in RangesWithin(within))
        {
            if (range.First > next)
            {
                yield return new SequenceRange(next, range.First - 1);
            }

            next = range.Last + 1;
        }

        if (next <= within.Last)
        {
            yield return new SequenceRange(next, within.Last);
        }
    }

    /// <summary>True when a range of the set begins here.</summary>
    public bool TryRangeFrom(long first, out SequenceRange range)
    {
        var at = FirstEndingAtOrAfter(first);
        range = at < _ranges.Count ? _ranges[at] : default;
        return at < _ranges.Count && range.First == first;
    }

    private int FirstEndingAtOrAfter(long number)
    {
        if (_ranges.Count == 0 || _ranges[^1].Last < number)
        {
            return _ranges.Count;
        }

        var (low, high) = (0, _ranges.Count - 1);
        if (_ranges[high].First <= number)
        {
            return high;
        }

        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
