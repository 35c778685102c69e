using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

public class FailingMediumTests
{
    [Fact]
    public void AFullDiskHoldsEventsInMemoryAndSaysSo()
    {
        using var bench = new OutboxBench();
        bench.Store.Trouble = StoreTrouble.Unavailable;

        Assert.Equal(0, bench.Append(bench.Drafts.Visit()));
        Assert.Equal(0, bench.Append(bench.Drafts.Traffic()));
        Assert.Equal(2, bench.Outbox.Status.Held);
        Assert.Contains("disk is full", bench.Outbox.Status.Problem);
        Assert.Equal(1, bench.Outbox.NextSequence);
    }

    [Fact]
    public void WhatWasHeldIsWrittenOnceTheDiskIsBack()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        bench.Store.Trouble = StoreTrouble.Unavailable;
        bench.Append(bench.Drafts.Visit());
        bench.Append(bench.Drafts.Traffic());
        bench.Store.Trouble = null;
        bench.RunAfter(TimeSpan.FromSeconds(5));

        Assert.Equal(0, bench.Outbox.Status.Held);
        Assert.Empty(bench.Outbox.Status.Problem);
        Assert.Equal(4, bench.Append(bench.Drafts.Visit()));
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void WhatMemoryCouldNotHoldGetsNumbersInTheLedger()
    {
        using var bench = new OutboxBench(new OutboxOptions { AppendsWaitingMax = 10 });
        bench.Store.Trouble = StoreTrouble.Unavailable;
        for (var i = 0; i < 8; i++)
        {
            bench.Append(bench.Drafts.Visit(), bench.Drafts.Health());
        }

        bench.Store.Trouble = null;
        bench.RunAfter(TimeSpan.FromSeconds(5));

        var dropped = Assert.Single(bench.Ledger());
        Assert.Equal((DropReasons.MemoryFull, EventLane.Health, 6), (dropped.Reason, dropped.Lane, dropped.Count));
        Assert.Equal(8 + 1, bench.All(EventLane.Visit).Count);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void ARemovalThatFailedIsDoneLater()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        bench.Store.Trouble = StoreTrouble.Unavailable;
        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 1);
        bench.RunAfter(TimeSpan.FromSeconds(2));
        Assert.Equal(1, bench.Outbox.Status.Waiting);

        bench.Store.Trouble = null;
        bench.RunAfter(TimeSpan.FromSeconds(6));
        bench.RunAfter(TimeSpan.FromSeconds(2));
        Assert.Equal(0, bench.Outbox.Status.Waiting);
        Assert.Equal(2, bench.Append(bench.Drafts.Visit()));
    }

    [Fact]
    public void AFileThatGoesBadWhileInUseIsReplacedAndNothingNewIsLost()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        var epoch = bench.Outbox.Epoch;
        bench.Store.Trouble = StoreTrouble.Damaged;
        Assert.Equal(0, bench.Append(bench.Drafts.Visit()));
        bench.Run();

        Assert.NotEqual(epoch, bench.Outbox.Epoch);
        Assert.Equal([1], bench.All(EventLane.Visit).Select(one => one.Sequence));
        Assert.Contains("new outbox", bench.Outbox.Status.Note);
        Assert.Empty(bench.Outbox.Status.Problem);
    }

    [Fact]
    public void AnOlderCopyOfItselfIsGivenUpForANewEpoch()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        var epoch = bench.Outbox.Epoch;
        bench.Outbox.GiveUp(Guid.NewGuid(), 900, "another epoch's word counts for nothing");
        bench.Run();
        Assert.Equal(epoch, bench.Outbox.Epoch);

        bench.Outbox.GiveUp(epoch, 900, "the hub has events up to 900");
        bench.Run();
        Assert.NotEqual(epoch, bench.Outbox.Epoch);
        Assert.Equal(2, bench.Append(bench.Drafts.Visit()));
        Assert.Equal(2, bench.All(EventLane.Visit).Count);
    }

    [Fact]
    public void OptionsReportEveryProblemWithItsKeyAndRemedy()
    {
        var problems = new OutboxOptions { Path = "", SizeBytesMax = 1, AgeMax = TimeSpan.Zero, GroupEventsMax = 0, RetryEvery = TimeSpan.Zero }
            .Problems().ToList();

        Assert.Equal(5, problems.Count);
        Assert.All(problems, problem => Assert.Matches(@"^outbox\.\w+ is .*; (name|choose) ", problem));
        Assert.Empty(new OutboxOptions().Problems());
    }

    [Fact]
    public async Task AFailureThatACallerMetIsTriedAgainByTheThread()
    {
        var drafts = new Drafts(TimeProvider.System);
        FailingStore? store = null;
        var options = new OutboxOptions { Path = SqliteStore.InMemory, RetryEvery = TimeSpan.FromMilliseconds(20) };
        var opening = OutboxLog.Open(
            options, TimeProvider.System, drafts.Of, (path, pages) => store = new FailingStore(SqliteStore.Open(path, pages)), hasThread: true);
        await using var outbox = opening.Outbox;
        var durable = new TaskCompletionSource();
        outbox.Appended += durable.SetResult;

        store!.Trouble = StoreTrouble.Unavailable;
        Assert.Equal(0, await outbox.AppendAsync(drafts.Visit(), CancellationToken.None));
        store.Trouble = null;

        await durable.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((2, 0), (outbox.NextSequence, outbox.Status.Held));
    }

    [Fact]
    public void RowsOutOfOrderAreDamageAndNotReadInCircles()
    {
        using var bench = new OutboxBench();
        for (var i = 0; i < 3; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        var epoch = bench.Outbox.Epoch;
        bench.Store.IsOutOfOrder = true;
        Assert.Single(bench.All(EventLane.Visit));
        bench.Run();

        Assert.NotEqual(epoch, bench.Outbox.Epoch);
    }
}
