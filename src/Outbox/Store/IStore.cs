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

    /// <summary>Deletes the blocks whose last numbers are from <paramref name="from"/> to <paramref name="through"/>.</summary>
    void Delete(EventLane lane, long from, long through);

    /// <summary>Last number and length of the JSON of the blocks whose last number is above <paramref name="after"/>, without their events.</summary>
    IReadOnlyList<(long Last, int Bytes)> Sizes(EventLane lane, long after, int countMax);

    /// <summary>One block and what the lane had seen up to and including it; null when there is none of that number.</summary>
    (Block Block, LaneReading Reading)? Find(EventLane lane, long last);

    void SaveNext(long next);

    /// <summary>What the age clock remembers; null when nothing was saved.</summary>
    AgeNote? Age();

    void SaveAge(AgeNote note);

    void AddDropped(string reason, long events);

    /// <summary>Keeps an event for a human, in place of an earlier epoch's of the same number; false when it is there already.</summary>
    bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json);

    /// <summary>Keeps so many bytes of what was set aside, those of the highest numbers.</summary>
    void TrimAside(long bytesMax);

    LaneReading Reading(EventLane lane);

    IReadOnlyDictionary<string, long> Dropped();

    /// <summary>The oldest block, seen from within the transaction.</summary>
    Block? Oldest(EventLane lane);

    /// <summary>Number and time of the oldest block, without its events.</summary>
    (long Last, long TimeMs)? OldestKey(EventLane lane);

    /// <summary>The first committed block whose last number is above <paramref name="sequence"/>. Called from the reader's thread.</summary>
    Block? ReadAfter(EventLane lane, long sequence);
}
