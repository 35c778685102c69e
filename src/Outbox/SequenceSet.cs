using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>A set of sequence numbers kept as sorted ranges that do not touch.</summary>
public sealed class SequenceSet
{
    private readonly List<SequenceRange> ranges = [];

    public IReadOnlyList<SequenceRange> Ranges => ranges;

    /// <summary>How many numbers.</summary>
    public long Count => ranges.Sum(range => range.Count);

    public void Add(long sequence) => Add(sequence, sequence);

    /// <summary>Adds first to last, both included, joining what touches. Adding at the end is the fast case.</summary>
    public void Add(long first, long last)
    {
        var at = ranges.Count > 0 && ranges[^1].Last < first - 1 ? ranges.Count : RangeFrom(first - 1);
        var end = at;
        for (; end < ranges.Count && ranges[end].First <= last + 1; end++)
        {
            (first, last) = (Math.Min(first, ranges[end].First), Math.Max(last, ranges[end].Last));
        }

        if (end == at)
        {
            ranges.Insert(at, new SequenceRange(first, last));
            return;
        }

        ranges[at] = new SequenceRange(first, last);
        ranges.RemoveRange(at + 1, end - at - 1);
    }

    /// <summary>Takes first to last out.</summary>
    public void Remove(long first, long last)
    {
        var at = RangeFrom(first);
        while (at < ranges.Count && ranges[at].First <= last)
        {
            var hit = ranges[at];
            ranges.RemoveAt(at);
            if (hit.First < first)
            {
                ranges.Insert(at++, new SequenceRange(hit.First, first - 1));
            }

            if (hit.Last > last)
            {
                ranges.Insert(at++, new SequenceRange(last + 1, hit.Last));
            }
        }
    }

    public bool Contains(long sequence) => EndOfRangeAt(sequence) >= sequence;

    /// <summary>The end of the range that holds <paramref name="sequence"/>, or the number before it when none does.</summary>
    public long EndOfRangeAt(long sequence)
    {
        var at = RangeFrom(sequence);
        return at < ranges.Count && ranges[at].First <= sequence ? ranges[at].Last : sequence - 1;
    }

    public void Clear() => ranges.Clear();

    // Index of the first range that ends at or after the number.
    private int RangeFrom(long sequence)
    {
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ranges[middle].Last < sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
