using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// A set of sequence numbers kept as sorted, separate ranges. A gateway that loses nothing is one range however long it runs;
/// adding at the end of the last range, the ordinary case, costs no search. Half a million ranges are ordinary, too: of a long backlog one
/// lane comes after the other, and the second fills the gaps that the first has left.
/// </summary>
internal sealed class SequenceSet
{
    // A longer list is cut in two, so that what is put in or taken out moves no more than this many.
    private const int ListMax = 1024;

    // None of them is empty.
    private readonly List<List<SequenceRange>> _lists = [];

    public IReadOnlyList<SequenceRange> Ranges => [.. _lists.SelectMany(list => list)];

    /// <summary>How many numbers the set holds.</summary>
    public long Count { get; private set; }

    /// <summary>The highest N such that 1 to N are all in the set; 0 when 1 is not.</summary>
    public long CompleteTo => _lists.Count > 0 && _lists[0][0].First == 1 ? _lists[0][0].Last : 0;

    public bool Contains(long number)
    {
        var (list, at) = FirstEndingAtOrAfter(number);
        return list < _lists.Count && _lists[list][at].First <= number;
    }

    /// <summary>Adds a range and returns the range it has become part of.</summary>
    public SequenceRange Add(SequenceRange added)
    {
        // Neighbours count as touching: 1-4 and 5-9 become 1-9.
        var (list, at) = FirstEndingAtOrAfter(added.First - 1);
        while (list < _lists.Count && _lists[list][at].First <= added.Last + 1)
        {
            var (ranges, to) = (_lists[list], at);
            for (; to < ranges.Count && ranges[to].First <= added.Last + 1; to++)
            {
                added = new SequenceRange(Math.Min(added.First, ranges[to].First), Math.Max(added.Last, ranges[to].Last));
                Count -= ranges[to].Count;
            }

            ranges.RemoveRange(at, to - at);
            if (at < ranges.Count)
            {
                break;
            }

            if (ranges.Count == 0)
            {
                _lists.RemoveAt(list);
            }
            else
            {
                (list, at) = (list + 1, 0);
            }
        }

        Insert(list, at, added);
        Count += added.Count;
        return added;
    }

    /// <summary>How many numbers of <paramref name="within"/> the set holds.</summary>
    public long CountWithin(SequenceRange within) => RangesWithin(within).Sum(range => range.Count);

    /// <summary>The set's ranges cut to <paramref name="within"/>, lowest first.</summary>
    public IEnumerable<SequenceRange> RangesWithin(SequenceRange within)
    {
        for (var (list, at) = FirstEndingAtOrAfter(within.First); list < _lists.Count; (list, at) = (list + 1, 0))
        {
            for (; at < _lists[list].Count; at++)
            {
                var range = _lists[list][at];
                if (range.First > within.Last)
                {
                    yield break;
                }

                yield return new SequenceRange(Math.Max(range.First, within.First), Math.Min(range.Last, within.Last));
            }
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
        var (list, at) = FirstEndingAtOrAfter(first);
        range = list < _lists.Count ? _lists[list][at] : default;
        return list < _lists.Count && range.First == first;
    }

    private void Insert(int list, int at, SequenceRange range)
    {
        if (_lists.Count == 0)
        {
            _lists.Add([]);
        }
        else if (list == _lists.Count)
        {
            (list, at) = (list - 1, _lists[list - 1].Count);
        }

        var ranges = _lists[list];
        ranges.Insert(at, range);
        if (ranges.Count > ListMax)
        {
            _lists.Insert(list + 1, ranges[(ListMax / 2)..]);
            ranges.RemoveRange(ListMax / 2, ranges.Count - (ListMax / 2));
        }
    }

    // Behind the last list when there is none.
    private (int List, int At) FirstEndingAtOrAfter(long number)
    {
        if (_lists.Count == 0 || _lists[^1][^1].Last < number)
        {
            return (_lists.Count, 0);
        }

        return _lists[^1][^1].First <= number ? (_lists.Count - 1, _lists[^1].Count - 1) : Search(number);
    }

    private (int List, int At) Search(long number)
    {
        var list = First(_lists.Count - 1, at => _lists[at][^1].Last >= number);
        var ranges = _lists[list];
        return (list, First(ranges.Count - 1, at => ranges[at].Last >= number));
    }

    // The lowest index at which it is so; it is so at the highest.
    private static int First(int high, Func<int, bool> isSo)
    {
        var low = 0;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isSo(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
