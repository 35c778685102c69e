using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

public class BlockReaderTests
{
    private static readonly Guid Epoch = Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    [Fact]
    public void ReadsBackNumbersTypesAndBytes()
    {
        var (events, damaged) = Read(BlockOf(2, 3, 5, 900));

        Assert.Empty(damaged);
        Assert.Equal([2, 3, 5, 900], events.Select(one => one.Sequence));
        Assert.All(events, one => Assert.Equal(EventTypes.VisitorArrived, one.Type));
        Assert.All(events, one => Assert.Equal(("", one.Sequence), (EventJson.TryRead(one.Json.Span, out var read, out var problem) ? "" : problem, read?.Sequence ?? 0)));
    }

    [Fact]
    public void AnyFlippedBitIsNoticedAndCostsAtMostTheEventItHit()
    {
        var block = BlockOf(2, 3, 5, 900);
        var whole = Read(block).Events.ToDictionary(one => one.Sequence, one => one.Json.ToArray());
        foreach (var (name, bytes) in ((string, ReadOnlyMemory<byte>)[])[("marks", block.Marks), ("json", block.Json)])
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var (events, damaged) = Read(name == "marks" ? block with { Marks = flipped } : block with { Json = flipped });

                // A line feed that became something else joins two lines. A mark whose number was hit is still found by its checksum.
                var isLineFeed = name == "json" && bytes.Span[bit / 8] == '\n';
                Assert.InRange(damaged.Count, name == "json" ? 1 : 0, isLineFeed ? 2 : 1);
                Assert.Equal(4 - damaged.Count, events.Count);
                Assert.All(events, one => Assert.Equal(whole[one.Sequence], one.Json.ToArray()));
            }
        }
    }

    [Fact]
    public void ALineCutShortLosesOnlyTheEndAndSaysWhichNumbers()
    {
        var block = BlockOf(1, 2, 3);
        var (events, damaged) = Read(block with { Json = block.Json[..(block.Json.Length / 2)] });

        Assert.Equal([1], events.Select(one => one.Sequence));
        Assert.Equal([2, 3], damaged.Select(one => one.Sequence));
    }

    [Fact]
    public void AGroupIsCutIntoBlocksOfLimitedSize()
    {
        using var lane = new LaneBlocks(EventLane.Visit);
        var drafts = new Drafts(new VirtualTime(DateTimeOffset.UnixEpoch));
        for (var sequence = 1; sequence <= 2000; sequence++)
        {
            lane.Add(drafts.Visit(), Epoch, sequence, 0);
        }

        var blocks = lane.Blocks().ToList();
        Assert.True(blocks.Count > 1);
        Assert.All(blocks, block => Assert.True(block.Json.Length <= LaneBlocks.BlockBytesMax));
        Assert.Equal(2000, blocks.Sum(block => block.Count));
        Assert.All(blocks.Zip(blocks.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
    }

    [Fact]
    public void AnEventLongerThanAllowedLeavesNothingBehind()
    {
        using var lane = new LaneBlocks(EventLane.Visit);
        var drafts = new Drafts(new VirtualTime(DateTimeOffset.UnixEpoch));
        lane.Add(drafts.Visit(), Epoch, 1, 0);

        Assert.Throws<ArgumentException>(() => lane.Add(drafts.Visit(new string('z', EventJson.BytesMax)), Epoch, 2, 0));
        lane.Add(drafts.Visit(), Epoch, 2, 0);

        Assert.Equal([1, 2], Read(Assert.Single(lane.Blocks())).Events.Select(one => one.Sequence));
    }

    private static Block BlockOf(params long[] sequences)
    {
        var lane = new LaneBlocks(EventLane.Visit);
        var drafts = new Drafts(new VirtualTime(DateTimeOffset.UnixEpoch));
        foreach (var sequence in sequences)
        {
            lane.Add(drafts.Visit(), Epoch, sequence, 0);
        }

        return Assert.Single(lane.Blocks());
    }

    private static (List<WaitingEvent> Events, List<DamagedEvent> Damaged) Read(Block block)
    {
        var (events, damaged) = (new List<WaitingEvent>(), new List<DamagedEvent>());
        BlockReader.Read(block, Epoch, EventLane.Visit, events, damaged);
        return (events, damaged);
    }
}
