using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>One opening of a <see cref="SimulatedDisk"/>: a transaction is another image, seen by all when it is committed.</summary>
internal sealed class SimulatedStore(SimulatedDisk disk) : IStore
{
    private DiskImage? work;

    public Guid Epoch { get; } = disk.Image.Epoch;

    public long Next => disk.Broken == BrokenRule.NumbersBeginAnew ? disk.Image.HighestNext : disk.Image.Next;

    public long UsedBytes => Seen.Bytes;

    private DiskImage Seen => work ?? disk.Image;

    public void Begin() => work = disk.Image;

    public void Commit()
    {
        if (disk.Answer() is { } failure)
        {
            throw failure;
        }

        // The frames are in the log, but the error came before anybody could see them: only a crash brings them to light, and the next
        // commit writes over them.
        if (disk.FailsAfterCommit())
        {
            disk.Unseen = work;
            throw new StoreException(StoreTrouble.Unavailable, "the disk reports an error");
        }

        disk.Became(work!);
        work = null;
    }

    public void Rollback() => work = null;

    public void Insert(EventLane lane, Block block, LaneReading reading)
    {
        if (disk.Broken == BrokenRule.DropsUnsaid && IsLedger(block))
        {
            return;
        }

        work = work!.With(lane, new DiskRow(block.Last, block with { Marks = block.Marks.ToArray(), Json = block.Json.ToArray() }, reading));
    }

    public int DeleteThrough(EventLane lane, long last)
    {
        var deleted = 0;
        for (; work!.Lanes[(int)lane] is { IsEmpty: false } rows && rows.Min!.Last <= last; deleted++)
        {
            work = work.WithoutOldest(lane);
        }

        return deleted;
    }

    public void Delete(EventLane lane, long from, long through)
    {
        for (var row = work!.After(lane, from - 1); row is not null && row.Last <= through; row = work.After(lane, from - 1))
        {
            work = work.Without(lane, row);
        }
    }

    public IReadOnlyList<(long Last, int Bytes)> Sizes(EventLane lane, long after, int countMax)
    {
        var rows = new List<(long, int)>();
        for (var row = Seen.After(lane, after); row is not null && rows.Count < countMax; row = Seen.After(lane, row.Last))
        {
            rows.Add((row.Last, row.Block.Json.Length));
        }

        return rows;
    }

    public (Block Block, LaneReading Reading)? Find(EventLane lane, long last) =>
        Seen.After(lane, last - 1) is { } row && row.Last == last ? (row.Block, row.Reading) : null;

    public void SaveNext(long next) => work = work! with { SavedNext = next };

    public AgeNote? Age() => Seen.Age;

    public void SaveAge(AgeNote note) => work = work! with { Age = note };

    public void AddDropped(string reason, long events) =>
        work = work! with { Dropped = work.Dropped.SetItem(reason, work.Dropped.GetValueOrDefault(reason) + events) };

    public bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json)
    {
        var before = work!.Aside.Count;
        work = work with { Aside = work.Aside.Add(sequence) };
        return work.Aside.Count > before;
    }

    public void TrimAside(long bytesMax)
    {
        // Numbers only: they take no room.
    }

    public LaneReading Reading(EventLane lane)
    {
        var rows = Seen.Lanes[(int)lane];
        return rows.IsEmpty
            ? default
            : rows.Max!.Reading with
            {
                CountedBefore = rows.Min!.Reading.Counted - rows.Min.Block.Count,
                WeighedBefore = rows.Min.Reading.Weighed - rows.Min.Block.Weight,
            };
    }

    public IReadOnlyDictionary<string, long> Dropped() => Seen.Dropped;

    public Block? Oldest(EventLane lane) => Seen.Lanes[(int)lane].Min?.Block;

    public (long Last, long TimeMs)? OldestKey(EventLane lane) => Oldest(lane) is { } block ? (block.Last, block.TimeMs) : null;

    public Block? ReadAfter(EventLane lane, long sequence) => disk.Image.After(lane, sequence)?.Block;

    // A process that is killed disposes nothing; only a file that is given up is closed.
    public void Dispose() => (work, disk.IsGivenUp) = (null, true);

    private static bool IsLedger(Block block) => block.Json.Span.IndexOf("\"gateway.dropped\""u8) >= 0;
}
