using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>What stands on the simulated disk: the outbox's tables.</summary>
internal sealed class DiskImage
{
    public Guid Epoch { get; private init; } = Guid.NewGuid();

    public long SavedNext { get; set; } = 1;

    public SortedList<long, (Block Block, LaneReading Reading)>[] Lanes { get; private init; } = [[], [], []];

    public Dictionary<string, long> Dropped { get; private init; } = [];

    public HashSet<long> Aside { get; private init; } = [];

    public long Next => Math.Max(SavedNext, 1 + Lanes.Max(lane => lane.Count == 0 ? 0 : lane.Keys[^1]));

    public long Bytes => Lanes.Sum(lane => lane.Values.Sum(row => row.Block.Weight + 100));

    public DiskImage Copy() => new()
    {
        Epoch = Epoch,
        SavedNext = SavedNext,
        Lanes = [.. Lanes.Select(lane => new SortedList<long, (Block, LaneReading)>(lane))],
        Dropped = new Dictionary<string, long>(Dropped),
        Aside = [.. Aside],
    };
}
