using System.Collections.Immutable;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>What stands on the simulated disk: the outbox's tables. Immutable, so that a transaction costs what it changes and not what is there.</summary>
internal sealed record DiskImage(Guid Epoch)
{
    private static readonly ImmutableSortedSet<DiskRow> NoRows = ImmutableSortedSet<DiskRow>.Empty.WithComparer(
        Comparer<DiskRow>.Create((one, other) => one.Last.CompareTo(other.Last)));

    public long SavedNext { get; init; } = 1;

    public AgeNote? Age { get; init; }

    public ImmutableArray<ImmutableSortedSet<DiskRow>> Lanes { get; init; } = [NoRows, NoRows, NoRows];

    public ImmutableDictionary<string, long> Dropped { get; init; } = ImmutableDictionary<string, long>.Empty;

    public ImmutableHashSet<long> Aside { get; init; } = [];

    public long Bytes { get; init; }

    public long Next => Math.Max(SavedNext, HighestNext);

    /// <summary>What the rows alone say: right only while there are any.</summary>
    public long HighestNext => 1 + Lanes.Max(lane => lane.IsEmpty ? 0 : lane.Max!.Last);

    public DiskImage With(EventLane lane, DiskRow row) => this with { Lanes = Lanes.SetItem((int)lane, Lanes[(int)lane].Add(row)), Bytes = Bytes + row.Bytes };

    public DiskImage WithoutOldest(EventLane lane) => Without(lane, Lanes[(int)lane].Min!);

    public DiskImage Without(EventLane lane, DiskRow row) =>
        this with { Lanes = Lanes.SetItem((int)lane, Lanes[(int)lane].Remove(row)), Bytes = Bytes - row.Bytes };

    /// <summary>The first row whose last number is above a number; null when there is none.</summary>
    public DiskRow? After(EventLane lane, long sequence)
    {
        var rows = Lanes[(int)lane];
        var at = rows.IndexOf(new DiskRow(sequence + 1, null!, default));
        at = at < 0 ? ~at : at;
        return at < rows.Count ? rows[at] : null;
    }
}
