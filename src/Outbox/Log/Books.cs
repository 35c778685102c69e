using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>What the outbox knows of itself without asking the medium. A transaction works on a copy, which counts once it is committed.</summary>
internal sealed class Books
{
    private Books(Books other)
    {
        (Epoch, Next, NewestLane, UsedBytes) = (other.Epoch, other.Next, other.NewestLane, other.UsedBytes);
        Readings = [.. other.Readings];
        OldestTimeMs = [.. other.OldestTimeMs];
        Dropped = new Dictionary<string, long>(other.Dropped, StringComparer.Ordinal);
    }

    public Books(IStore store)
    {
        (Epoch, Next, UsedBytes) = (store.Epoch, store.Next, store.UsedBytes);
        Readings = [.. SqliteSchema.Lanes.Select(store.Reading)];
        OldestTimeMs = [.. SqliteSchema.Lanes.Select(lane => store.OldestKey(lane)?.TimeMs ?? 0)];
        Dropped = new Dictionary<string, long>(store.Dropped(), StringComparer.Ordinal);
    }

    public Guid Epoch { get; }

    public long Next { get; set; }

    /// <summary>The lane whose newest block holds the highest number; null when that is not known since opening.</summary>
    public EventLane? NewestLane { get; set; }

    public long UsedBytes { get; set; }

    public LaneReading[] Readings { get; }

    public long[] OldestTimeMs { get; }

    public Dictionary<string, long> Dropped { get; }

    public long Waiting => Readings.Sum(reading => reading.Waiting);

    public Books Copy() => new(this);

    public void AddDropped(string reason, long events) => Dropped[reason] = Dropped.GetValueOrDefault(reason) + events;
}
