using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// Reads the events out of an outbox file that nobody has open, whatever state it is in, and says which were lost. The file is not changed.
/// </summary>
public sealed class OutboxSalvage : IDisposable
{
    private const int DamagedMax = 10_000;

    private readonly DatabaseImage image;
    private readonly Dictionary<(Guid Epoch, EventLane Lane), SequenceSet> found = [];
    private readonly SortedDictionary<long, byte[]> damaged = [];
    private readonly List<WaitingEvent> events = [];
    private readonly List<DamagedEvent> damagedInBlock = [];

    private bool hasLanes;

    private OutboxSalvage(DatabaseImage image) => this.image = image;

    /// <summary>The file is shorter than its own header says.</summary>
    public bool IsCutOff => image.IsCutOff;

    /// <summary>Once <see cref="Events"/> has ended: there is a table, an event or a damaged event of ours in it.</summary>
    public bool IsOutbox => hasLanes || found.Count > 0 || damaged.Count > 0;

    /// <summary>The file is not whole: everything that carries its checksum was read, among it perhaps events that had long been delivered.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>What stands in place of an event whose bytes do not fit its checksum, by number. Complete once <see cref="Events"/> has ended.</summary>
    public IReadOnlyDictionary<long, byte[]> Damaged => damaged;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static OutboxSalvage Open(string path)
    {
        try
        {
            return new OutboxSalvage(DatabaseImage.Open(path));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"cannot read {path}: {denied.Message}", denied);
        }
    }

    /// <summary>Every event once, lane by lane in the order of their numbers; where the file is damaged in any order.</summary>
    public IEnumerable<WaitingEvent> Events()
    {
        var search = new BlockSearch(image);
        foreach (var one in search.InTables().SelectMany(block => New(block)))
        {
            yield return one;
        }

        hasLanes = search.HasLanes;
        IsDamaged = !search.IsSound || damaged.Count > 0 || image.Log.IsDamaged || image.IsCutOff;
        if (IsDamaged)
        {
            foreach (var one in search.Everywhere().SelectMany(block => New(block)))
            {
                yield return one;
            }
        }
    }

    /// <summary>
    /// Once <see cref="Events"/> has ended: the epoch that most of them have, and which of its numbers between the first and the last are not among them.
    /// In a sound file these are the damaged events; in a damaged one perhaps also some that had been delivered.
    /// </summary>
    public (Guid Epoch, SequenceSet Lost) Account()
    {
        var lost = new SequenceSet();
        if (found.Count == 0)
        {
            return (Guid.Empty, lost);
        }

        var epoch = found.GroupBy(entry => entry.Key.Epoch).MaxBy(group => group.Sum(entry => entry.Value.Count))!.Key;
        var all = new SequenceSet();
        foreach (var range in found.Where(entry => entry.Key.Epoch == epoch).SelectMany(entry => entry.Value.Ranges).OrderBy(range => range.First))
        {
            all.Add(range.First, range.Last);
        }

        if (IsDamaged && all.Count > 0)
        {
            lost.Add(Math.Min(all.Ranges[0].First, damaged.Keys.FirstOrDefault(long.MaxValue)), Math.Max(all.Ranges[^1].Last, damaged.Keys.LastOrDefault()));
            foreach (var range in all.Ranges)
            {
                lost.Remove(range.First, range.Last);
            }
        }

        return (epoch, lost);
    }

    public void Dispose() => image.Dispose();

    private List<WaitingEvent> New(Block block)
    {
        events.Clear();
        damagedInBlock.Clear();
        BlockReader.Read(block, Guid.Empty, EventLane.Visit, events, damagedInBlock);
        foreach (var one in damagedInBlock.Where(one => damaged.Count < DamagedMax && one.Sequence is >= 1 and <= EventJson.SequenceMax && !IsFound(one.Sequence)))
        {
            damaged.TryAdd(one.Sequence, one.Json);
        }

        List<WaitingEvent> fresh = [];
        foreach (var one in events.Select(Named))
        {
            ref var numbers = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(found, (one.Epoch, one.Lane), out _);
            numbers ??= new SequenceSet();
            if (!numbers.Contains(one.Sequence))
            {
                numbers.Add(one.Sequence);
                damaged.Remove(one.Sequence);
                fresh.Add(one);
            }
        }

        return fresh;
    }

    private bool IsFound(long sequence) => found.Values.Any(numbers => numbers.Contains(sequence));

    // The event itself knows its epoch and, by its type, its lane; the file's own word may be what is damaged.
    private static WaitingEvent Named(WaitingEvent one) =>
        one with { Epoch = EventText.EpochOf(one.Json.Span), Lane = EventTypes.LaneOf(one.Type) };
}
