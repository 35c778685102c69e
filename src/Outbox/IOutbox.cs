using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// Events that must not be lost, until they are acknowledged. Appending is safe from any thread; peeking and removing belong to one
/// reader, the uplink. Disposing writes what still waits and closes the file.
/// </summary>
public interface IOutbox : IAsyncDisposable
{
    /// <summary>This incarnation: numbers are unique within it. Changes while running only when the file had to be given up.</summary>
    Guid Epoch { get; }

    /// <summary>The number the next event will get.</summary>
    long NextSequence { get; }

    OutboxStatus Status { get; }

    /// <summary>Something can be peeked that could not before. Raised by whoever committed; be quick.</summary>
    event Action? Appended;

    /// <summary>
    /// Completes when the event is durable and returns its number. Returns 0 when the medium fails: the event is held in memory,
    /// is written once the medium is back, and appears in the drop ledger should memory run out before that.
    /// </summary>
    ValueTask<long> AppendAsync(EventDraft draft, CancellationToken stopping);

    /// <summary>As above for events that belong together: one transaction. Returns the number of the last one.</summary>
    ValueTask<long> AppendAsync(IReadOnlyList<EventDraft> drafts, CancellationToken stopping);

    /// <summary>Adds up to <paramref name="countMax"/> events of a lane that follow <paramref name="afterSequence"/>, oldest first; returns how many.</summary>
    int Peek(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into);

    /// <summary>As <see cref="Peek"/>, for anybody and from any thread: it keeps no place, disturbs no reader, and what cannot be read is no empty lane.</summary>
    /// <exception cref="IOException">The medium cannot be read.</exception>
    int Browse(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into) => Peek(lane, afterSequence, countMax, into);

    /// <summary>Every event up to <paramref name="sequence"/> is delivered. Ignored when the epoch is another or the number was never given.</summary>
    void RemoveThrough(Guid epoch, long sequence);

    /// <summary>Every event of one lane up to <paramref name="sequence"/> is delivered.</summary>
    void RemoveThrough(Guid epoch, EventLane lane, long sequence);

    /// <summary>
    /// An event that will never be taken: kept aside for a human and entered in the drop ledger. False when there is no room for it now, or its epoch is over:
    /// it is not refused yet.
    /// </summary>
    bool SetAside(WaitingEvent refused, string reason);

    /// <summary>
    /// This outbox is an older copy of itself: the hub knows numbers that it has not given yet. The file is put aside and a new epoch
    /// begins, because the next numbers would be taken for repeats.
    /// </summary>
    /// <param name="known">The highest number that the hub knows; ignored when it has been given meanwhile.</param>
    void GiveUp(Guid epoch, long known, string why);
}
