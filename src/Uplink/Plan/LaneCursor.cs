using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>Reads one lane of the outbox from a number on and leaves out what needs no sending.</summary>
internal sealed class LaneCursor(EventLane lane)
{
    private const int BatchMax = 256;

    private readonly Queue<Candidate> buffer = new();
    private readonly List<WaitingEvent> batch = new(BatchMax);
    private long readThrough;
    private bool mayHaveMore;

    public EventLane Lane => lane;

    /// <summary>Starts over with the events that follow <paramref name="after"/>.</summary>
    public void Restart(long after)
    {
        buffer.Clear();
        (readThrough, mayHaveMore) = (after, true);
    }

    /// <summary>There may be new events at the end.</summary>
    public void Refresh() => mayHaveMore = true;

    /// <summary>True when nothing is left as far as is known.</summary>
    public bool IsExhausted => buffer.Count == 0 && !mayHaveMore;

    /// <summary>The next event to send, or null.</summary>
    public Candidate? Next(IOutbox outbox, Guid epoch, SequenceSet delivered, IReadOnlyDictionary<long, Candidate> underWay)
    {
        while (true)
        {
            // Another cursor may have sent it since it was read.
            if (buffer.TryDequeue(out var next))
            {
                if (!underWay.ContainsKey(next.Event.Sequence) && !delivered.Contains(next.Event.Sequence))
                {
                    return next;
                }
            }
            else if (!mayHaveMore)
            {
                return null;
            }
            else
            {
                Read(outbox, epoch, delivered);
            }
        }
    }

    private void Read(IOutbox outbox, Guid epoch, SequenceSet delivered)
    {
        readThrough = delivered.EndOfRangeAt(readThrough + 1);
        batch.Clear();
        mayHaveMore = outbox.Peek(lane, readThrough, BatchMax, batch) == BatchMax;
        foreach (var waiting in batch)
        {
            if (waiting.Epoch != epoch)
            {
                mayHaveMore = false;
                return;
            }

            if (delivered.Contains(waiting.Sequence))
            {
                // Probably so is the rest of the batch: go on behind the range.
                (readThrough, mayHaveMore) = (delivered.EndOfRangeAt(waiting.Sequence), true);
                return;
            }

            buffer.Enqueue(new Candidate(waiting, readThrough + 1));
            readThrough = waiting.Sequence;
        }
    }
}
