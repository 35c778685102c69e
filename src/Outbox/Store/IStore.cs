using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// The medium below the outbox: blocks in lanes, changed in transactions. Everything but <see cref="ReadAfter"/> belongs to the writer.
/// Every call may throw a <see cref="StoreException"/>; after one, only <see cref="Rollback"/> is called before the next <see cref="Begin"/>.
/// </summary>
internal interface IStore : IDisposable
{
    Guid Epoch { get; }

    /// <summary>Higher than every number that was ever committed in this epoch.</summary>
    long Next { get; }

    /// <summary>Pages in use, as the transaction under way has left them.</summary>
    long UsedBytes { get; }

    void Begin();

    /// <summary>Returns when everything since <see cref="Begin"/> is durable.</summary>
    void Commit();

    void Rollback();

    void Insert(EventLane lane, Block block, LaneReading reading);

    /// <summary>Deletes the blocks whose last number is at most <paramref name="last"/>; returns how many.</summary>
    int DeleteThrough(EventLane lane, long last);

    void SaveNext(long next);

    void AddDropped(string reason, long events);

    /// <summary>Keeps an event for a human; false when it is there already.</summary>
    bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json);

    LaneReading Reading(EventLane lane);

    IReadOnlyDictionary<string, long> Dropped();

    /// <summary>The oldest block, seen from within the transaction.</summary>
    Block? Oldest(EventLane lane);

    /// <summary>Number and time of the oldest block, without its events.</summary>
    (long Last, long TimeMs)? OldestKey(EventLane lane);

    /// <summary>The first committed block whose last number is above <paramref name="sequence"/>. Called from the reader's thread.</summary>
    Block? ReadAfter(EventLane lane, long sequence);
}
