using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Peeks one lane and keeps the block it stands in, so that many small peeks read the medium once.</summary>
internal sealed class LaneReader(EventLane lane)
{
    private readonly List<WaitingEvent> events = [];
    private readonly List<DamagedEvent> damaged = [];
    private Guid epoch;
    private long after = -1;
    private long last = -1;

    /// <summary>How far the last peek has come, also one that failed.</summary>
    public long Reached { get; private set; }

    /// <summary>Adds what follows; damaged events are left out and handed to <paramref name="found"/>.</summary>
    public int Peek(IStore store, long afterSequence, int countMax, ICollection<WaitingEvent> into, Action<DamagedEvent> found)
    {
        var count = 0;
        while (count < countMax)
        {
            Reached = afterSequence;
            if ((store.Epoch != epoch || afterSequence < after || afterSequence >= last) && !Load(store, afterSequence, found))
            {
                break;
            }

            for (var at = FirstAfter(afterSequence); at < events.Count && count < countMax; at++, count++)
            {
                into.Add(events[at]);
                afterSequence = events[at].Sequence;
            }

            // A block may end with damaged events: step over them.
            if (count < countMax)
            {
                afterSequence = Math.Max(afterSequence, last);
            }
        }

        Reached = afterSequence;
        return count;
    }

    private bool Load(IStore store, long afterSequence, Action<DamagedEvent> found)
    {
        if (store.ReadAfter(lane, afterSequence) is not { } block)
        {
            return false;
        }

        // SQLite trusts the order of its rows; where it is broken, a reader would go round in circles.
        if (block.Last <= afterSequence)
        {
            throw new StoreException(StoreTrouble.Damaged, "the rows of the outbox are out of order; the file is damaged");
        }

        events.Clear();
        damaged.Clear();
        BlockReader.Read(block, store.Epoch, lane, events, damaged);
        KeepAscending(block);
        damaged.ForEach(found);
        (epoch, after, last) = (store.Epoch, Math.Min(afterSequence, block.First - 1), block.Last);
        return true;
    }

    // Likewise within a block: each number is above the one before it and within the block's own range.
    private void KeepAscending(Block block)
    {
        var highest = block.First - 1;
        events.RemoveAll(one =>
        {
            if (one.Sequence <= highest || one.Sequence > block.Last)
            {
                return true;
            }

            highest = one.Sequence;
            return false;
        });
    }

    private int FirstAfter(long sequence)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = events[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
