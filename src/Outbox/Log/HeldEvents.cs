using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// The memory lane: events that the disk does not take. When it is full the lowest lane loses its oldest, and how many is
/// remembered, so that they get numbers and a line in the ledger once the disk is back.
/// </summary>
internal sealed class HeldEvents(int eventsMax)
{
    private readonly Queue<EventDraft>[] lanes = [new(), new(), new()];

    public int Count { get; private set; }

    /// <summary>Lost per lane since <see cref="ForgetLost"/>.</summary>
    public long[] Lost { get; private set; } = new long[3];

    public bool IsEmpty => Count == 0 && Lost.All(lost => lost == 0);

    public void Add(IEnumerable<EventDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            lanes[(int)draft.Lane].Enqueue(draft);
            Count++;
            if (Count > eventsMax)
            {
                var lowest = Array.FindLastIndex(lanes, lane => lane.Count > 0);
                lanes[lowest].Dequeue();
                Lost[lowest]++;
                Count--;
            }
        }
    }

    /// <summary>The next to be written, visits first; they stay here until <see cref="Remove"/>.</summary>
    public List<EventDraft> Next(int countMax) => [.. lanes.SelectMany(lane => lane).Take(countMax)];

    public void Remove(IReadOnlyList<EventDraft> written)
    {
        foreach (var draft in written)
        {
            lanes[(int)draft.Lane].Dequeue();
        }

        Count -= written.Count;
    }

    public void ForgetLost() => Lost = new long[3];
}
