using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>An outbox that is nearly full of small blocks: they are packed before anything is dropped.</summary>
public class BlockPackingTests
{
    private const long MiB = 1024 * 1024;

    [Fact]
    public void SmallCommitsFillTheirPagesAsWellAsLargeOnes()
    {
        var (small, large) = (HeldAtTheCap(eventsPerCommit: 6), HeldAtTheCap(eventsPerCommit: 150));

        Assert.True(small >= large * 0.97, $"{small} events in commits of 6, {large} in commits of 150");
    }

    [Fact]
    public void WhatWasPackedIsTheSameEventsInTheSameOrder()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = MiB, PackFromBytes = 0 });
        var sent = new List<Guid>();
        for (var i = 0; i < 400; i++)
        {
            var drafts = Enumerable.Range(0, 1 + (i % 4)).Select(_ => bench.Drafts.Visit()).ToArray();
            bench.Append(drafts);
            sent.AddRange(drafts.Select(draft => draft.Id));
        }

        var found = bench.All(EventLane.Visit);
        Assert.Equal(sent, found.Select(one => EventJson.TryRead(one.Json.Span, out var read, out _) ? read.Id : Guid.Empty));
        Assert.Equal(Enumerable.Range(1, sent.Count), found.Select(one => (int)one.Sequence));
        Assert.Equal(sent.Count, bench.Outbox.Status.Waiting);
        Assert.InRange(Blocks(bench), 1, 60);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void AReaderAndARemovalInTheMiddleOfAPackedBlockGoOnWhereTheyAre()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = MiB, PackFromBytes = 0 });
        Append(bench, 30);
        var first = new List<WaitingEvent>();
        bench.Outbox.Peek(EventLane.Visit, 0, 17, first);
        Append(bench, 300);

        var rest = new List<WaitingEvent>();
        bench.Outbox.Peek(EventLane.Visit, 17, 5, rest);
        Assert.Equal([18L, 19, 20, 21, 22], rest.Select(one => one.Sequence));

        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 25);
        bench.RunAfter(TimeSpan.FromSeconds(2));
        Assert.Equal(26, bench.All(EventLane.Visit)[0].Sequence);
        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 330);
        bench.RunAfter(TimeSpan.FromSeconds(2));
        Assert.Equal((0L, 331L), (bench.Outbox.Status.Waiting, bench.Outbox.NextSequence));
    }

    [Fact]
    public void ACommitThatFailsWhilePackingLosesNothing()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = MiB, PackFromBytes = 0 });
        Append(bench, 60);
        bench.Store.Trouble = StoreTrouble.Unavailable;
        Assert.Equal(0, bench.Append(bench.Drafts.Visit()));
        bench.Store.Trouble = null;
        bench.RunAfter(TimeSpan.FromSeconds(6));
        Append(bench, 200);

        Assert.Equal(261, bench.All(EventLane.Visit).Count);
        Assert.InRange(Blocks(bench), 1, 60);
    }

    [Fact]
    public void AgesAreThoseOfTheNewestSoThatNothingIsTooOldBecauseOfItsNeighbours()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = MiB, PackFromBytes = 0, AgeMax = TimeSpan.FromHours(3) });
        Append(bench, 20);
        bench.Time.Advance(TimeSpan.FromHours(2));
        Append(bench, 200);
        bench.Time.Advance(TimeSpan.FromHours(2));
        Append(bench, 1);
        bench.RunAfter(TimeSpan.FromMinutes(2));

        Assert.Equal(221, bench.Outbox.Status.Waiting + bench.Outbox.Status.DroppedEvents - Ledgers(bench));
        Assert.InRange(bench.Outbox.Status.DroppedEvents, 0, 20);
        bench.AssertEveryNumberIsAccountedFor();
    }

    private static long HeldAtTheCap(int eventsPerCommit)
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = 16 * MiB });
        while (bench.Outbox.Status.DroppedEvents == 0)
        {
            bench.Append([.. Enumerable.Range(0, eventsPerCommit).Select(_ => bench.Drafts.Visit())]);
        }

        return bench.Outbox.NextSequence - 1;
    }

    private static void Append(OutboxBench bench, int events)
    {
        for (var i = 0; i < events; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }
    }

    private static int Ledgers(OutboxBench bench) => bench.All(EventLane.Visit).Count(one => one.Type == EventTypes.GatewayDropped);

    private static int Blocks(OutboxBench bench) => bench.Store.Sizes(EventLane.Visit, 0, 10_000).Count;
}
