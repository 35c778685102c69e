using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>A real store whose commits fail when told to: a disk that is full, or a file that has gone bad.</summary>
internal sealed class FailingStore(IStore store) : IStore
{
    public StoreTrouble? Trouble { get; set; }

    /// <summary>The tree leads to the oldest row, whatever is searched.</summary>
    public bool IsOutOfOrder { get; set; }

    /// <summary>Lanes of which nothing can be read, while everything can be written.</summary>
    public Func<EventLane, bool>? ReadFails { get; set; }

    /// <summary>The numbers behind which nothing can be read: a page in the middle of a lane is bad.</summary>
    public Func<long, bool>? IsBadPage { get; set; }

    /// <summary>Called when the store is asked for its totals: where a new file's books are being read.</summary>
    public Action? TotalsAreRead { get; set; }

    /// <summary>Called when a commit is durable and its caller does not know it yet.</summary>
    public Action? Committed { get; set; }

    public Guid Epoch => store.Epoch;

    public long Next => store.Next;

    public long UsedBytes => store.UsedBytes;

    public void Begin() => store.Begin();

    public void Commit()
    {
        if (Trouble is { } trouble)
        {
            throw new StoreException(trouble, "outbox.db: cannot COMMIT: the disk is full; make room");
        }

        store.Commit();
        Committed?.Invoke();
    }

    public void Rollback() => store.Rollback();

    public void Insert(EventLane lane, Block block, LaneReading reading) => store.Insert(lane, block, reading);

    public int DeleteThrough(EventLane lane, long last) => store.DeleteThrough(lane, last);

    public void Delete(EventLane lane, long from, long through) => store.Delete(lane, from, through);

    public IReadOnlyList<(long Last, int Bytes)> Sizes(EventLane lane, long after, int countMax) => store.Sizes(lane, after, countMax);

    public (Block Block, LaneReading Reading)? Find(EventLane lane, long last) => store.Find(lane, last);

    public void SaveNext(long next) => store.SaveNext(next);

    public AgeNote? Age() => store.Age();

    public void SaveAge(AgeNote note) => store.SaveAge(note);

    public void AddDropped(string reason, long events) => store.AddDropped(reason, events);

    public bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json) => store.SetAside(sequence, reason, json);

    public void TrimAside(long bytesMax) => store.TrimAside(bytesMax);

    public LaneReading Reading(EventLane lane) => store.Reading(lane);

    public IReadOnlyDictionary<string, long> Dropped()
    {
        TotalsAreRead?.Invoke();
        return store.Dropped();
    }

    public Block? Oldest(EventLane lane) => store.Oldest(lane);

    public (long Last, long TimeMs)? OldestKey(EventLane lane) => store.OldestKey(lane);

    public Block? ReadAfter(EventLane lane, long sequence) => ReadFails?.Invoke(lane) == true || IsBadPage?.Invoke(sequence) == true
        ? throw new StoreException(StoreTrouble.Unavailable, "outbox.db: cannot SELECT: disk I/O error")
        : IsOutOfOrder ? store.Oldest(lane) : store.ReadAfter(lane, sequence);

    public void Dispose() => store.Dispose();
}
