using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// Makes room in an outbox that is nearly full before anything is dropped: neighbouring small blocks of a lane become one, which fills its pages.
/// Each block is packed once, and the newest of a lane stay until they are as many as a large one takes.
/// </summary>
internal sealed class BlockPacking(long sizeBytesMax, long? fromBytes)
{
    /// <summary>What one transaction rewrites: an arrival that shares it must not wait long.</summary>
    private const int BytesPerTransaction = 256 * 1024;

    // One look at a lane: more than the smallest events need to fill a block.
    private const int BlocksPerLook = 500;

    // After a restart the large blocks are passed over again, some in each transaction.
    private const int LooksPerTransaction = 4;

    private readonly int blockBytesMax = (int)Math.Min(LaneBlocks.BlockBytesMax, sizeBytesMax / 64);
    private long[] packedThrough = new long[3];
    private long[] packedByNow = new long[3];

    /// <summary>From this size on blocks are packed: a sixteenth of the cap is left for what comes meanwhile.</summary>
    public long FromBytes => fromBytes ?? sizeBytesMax - (sizeBytesMax / 16);

    /// <summary>A transaction begins: what the one before packed and could not commit is as it was.</summary>
    public void Begin() => packedByNow = [.. packedThrough];

    /// <summary>Packs some blocks; returns the lanes that have changed.</summary>
    /// <param name="before">Blocks from this number on are left alone: the transaction under way may have to tell them apart.</param>
    public List<EventLane> Pack(IStore store, Guid epoch, long before)
    {
        var (changed, rest) = (new List<EventLane>(), BytesPerTransaction);
        for (var lane = EventLane.Visit; lane <= EventLane.Health && rest > 0; lane++)
        {
            var packed = Pack(store, epoch, lane, before, rest);
            rest -= packed;
            if (packed > 0)
            {
                changed.Add(lane);
            }
        }

        return changed;
    }

    /// <summary>What was packed has been committed.</summary>
    public void Committed() => packedThrough = packedByNow;

    private int Pack(IStore store, Guid epoch, EventLane lane, long before, int bytesMax)
    {
        var packed = 0;
        for (var look = 0; look < LooksPerTransaction; look++)
        {
            var blocks = store.Sizes(lane, packedByNow[(int)lane], BlocksPerLook);
            foreach (var run in Runs([.. blocks.TakeWhile(block => block.Last < before)]))
            {
                packed += run.Count > 1 ? Join(store, epoch, lane, run) : 0;
                packedByNow[(int)lane] = run[^1];
                if (packed >= bytesMax)
                {
                    return packed;
                }
            }

            if (blocks.Count < BlocksPerLook)
            {
                break;
            }
        }

        return packed;
    }

    // Neighbours that fill one large block, by their keys. What is left at the end still gathers.
    private IEnumerable<List<long>> Runs(IReadOnlyList<(long Last, int Bytes)> blocks)
    {
        var (run, bytes) = (new List<long>(), 0);
        foreach (var (last, size) in blocks)
        {
            if (run.Count > 0 && bytes + size > blockBytesMax)
            {
                yield return run;
                (run, bytes) = ([], 0);
            }

            run.Add(last);
            bytes += size;
        }

        if (run.Count == BlocksPerLook)
        {
            yield return run;
        }
    }

    // Returns how many bytes were rewritten: 0 when one of them is damaged, because what is damaged is read block by block.
    private static int Join(IStore store, Guid epoch, EventLane lane, List<long> run)
    {
        var blocks = run.ConvertAll(last => store.Find(lane, last));
        if (blocks.Exists(found => found is null || !IsWhole(found.Value.Block, epoch, lane)))
        {
            return 0;
        }

        var (oldest, newest) = (blocks[0]!.Value.Block, blocks[^1]!.Value);
        var joined = new Block(
            oldest.First, newest.Block.Last, blocks.Sum(found => found!.Value.Block.Count),
            // By its newest event, and never earlier: nothing is too old because of its neighbours.
            newest.Block.TimeMs == 0 ? 0 : blocks.Max(found => found!.Value.Block.TimeMs),
            Concatenate(blocks.ConvertAll(found => found!.Value.Block.Marks)), Concatenate(blocks.ConvertAll(found => found!.Value.Block.Json)));
        store.Delete(lane, run[0], run[^1]);
        store.Insert(lane, joined, newest.Reading);
        return joined.Json.Length;
    }

    private static bool IsWhole(Block block, Guid epoch, EventLane lane)
    {
        var (events, damaged) = (new List<WaitingEvent>(), new List<DamagedEvent>());
        BlockReader.Read(block, epoch, lane, events, damaged);
        return damaged.Count == 0 && events.Count == block.Count && block.Json.Span.EndsWith("\n"u8);
    }

    private static byte[] Concatenate(List<ReadOnlyMemory<byte>> parts)
    {
        var (all, at) = (new byte[parts.Sum(part => part.Length)], 0);
        foreach (var part in parts)
        {
            part.CopyTo(all.AsMemory(at));
            at += part.Length;
        }

        return all;
    }
}
