using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>One opening of a <see cref="SimulatedDisk"/>: transactions work on a copy.</summary>
internal sealed class SimulatedStore(SimulatedDisk disk) : IStore
{
    private DiskImage? work;

    public Guid Epoch { get; } = disk.Image.Epoch;

    public long Next => disk.Image.Next;

    public long UsedBytes => Seen.Bytes;

    private DiskImage Seen => work ?? disk.Image;

    public void Begin() => work = disk.Image.Copy();

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

        (disk.Previous, disk.Image, disk.Unseen, work) = (disk.Image, work!, null, null);
    }

    public void Rollback() => work = null;

    public void Insert(EventLane lane, Block block, LaneReading reading) =>
        work!.Lanes[(int)lane].Add(block.Last, (block with { Marks = block.Marks.ToArray(), Json = block.Json.ToArray() }, reading));

    public int DeleteThrough(EventLane lane, long last)
    {
        var rows = work!.Lanes[(int)lane];
        var before = rows.Count;
        while (rows.Count > 0 && rows.Keys[0] <= last)
        {
            rows.RemoveAt(0);
        }

        return before - rows.Count;
    }

    public void SaveNext(long next) => work!.SavedNext = next;

    public void AddDropped(string reason, long events) => work!.Dropped[reason] = work.Dropped.GetValueOrDefault(reason) + events;

    public bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json) => work!.Aside.Add(sequence);

    public LaneReading Reading(EventLane lane)
    {
        var rows = Seen.Lanes[(int)lane].Values;
        return rows.Count == 0
            ? default
            : rows[^1].Reading with
            {
                CountedBefore = rows[0].Reading.Counted - rows[0].Block.Count,
                WeighedBefore = rows[0].Reading.Weighed - rows[0].Block.Weight,
            };
    }

    public IReadOnlyDictionary<string, long> Dropped() => Seen.Dropped;

    public Block? Oldest(EventLane lane) => Seen.Lanes[(int)lane].Values.Select(row => row.Block).FirstOrDefault();

    public (long Last, long TimeMs)? OldestKey(EventLane lane) => Oldest(lane) is { } block ? (block.Last, block.TimeMs) : null;

    public Block? ReadAfter(EventLane lane, long sequence) =>
        disk.Image.Lanes[(int)lane].Values.Select(row => row.Block).FirstOrDefault(block => block.Last > sequence);

    public void Dispose() => work = null;
}
