using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

public sealed class OutboxLogTests : IDisposable
{
    private readonly OutboxBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void NumbersBeginAtOneAndHaveNoHolesAcrossLanes()
    {
        Assert.Equal(1, bench.Append(bench.Drafts.Visit()));
        Assert.Equal(3, bench.Append(bench.Drafts.Traffic(), bench.Drafts.Health()));

        bench.AssertEveryNumberIsAccountedFor();
        Assert.Equal(4, bench.Outbox.NextSequence);
    }

    [Fact]
    public void TheBytesThatAreSentAreTheEventUnderItsNumber()
    {
        var draft = bench.Drafts.Traffic();
        bench.Append(bench.Drafts.Visit());
        bench.Append(draft);

        var waiting = Assert.Single(bench.All(EventLane.Traffic));
        Assert.Equal(EventJson.Write(draft, bench.Outbox.Epoch, 2), waiting.Json.ToArray());
        Assert.Equal(EventTypes.DoorCrossed, waiting.Type);
    }

    [Fact]
    public async Task CallersWhoAppendAtOnceShareOneTransaction()
    {
        var appends = Enumerable.Range(0, 50)
            .Select(_ => bench.Outbox.AppendAsync(bench.Drafts.Visit(), CancellationToken.None).AsTask()).ToList();
        bench.Run();

        Assert.Equal(Enumerable.Range(1, 50).Select(number => (long)number), await Task.WhenAll(appends));
    }

    [Fact]
    public async Task ACallerBeyondTheLimitWaitsForRoom()
    {
        using var small = new OutboxBench(new OutboxOptions { AppendsWaitingMax = 2, GroupEventsMax = 2 });
        var appends = Enumerable.Range(0, 3)
            .Select(_ => small.Outbox.AppendAsync(small.Drafts.Visit(), CancellationToken.None).AsTask()).ToList();
        small.Run();
        await Task.WhenAll(appends.Take(2));
        Assert.False(appends[2].IsCompleted);

        while (small.Outbox.Status.Waiting < 3)
        {
            await Task.Yield();
            small.Run();
        }

        Assert.Equal(3, await appends[2]);
    }

    [Fact]
    public void PeekGoesOnWhereItWasToldTo()
    {
        for (var i = 0; i < 10; i++)
        {
            bench.Append(bench.Drafts.Visit(), bench.Drafts.Traffic());
        }

        var some = new List<WaitingEvent>();
        Assert.Equal(3, bench.Outbox.Peek(EventLane.Visit, 4, 3, some));
        Assert.Equal([5, 7, 9], some.Select(one => one.Sequence));
        Assert.Equal(0, bench.Outbox.Peek(EventLane.Visit, 19, 3, some));
    }

    [Fact]
    public void WhatIsDeliveredIsNoLongerPeekedAndSoonGone()
    {
        bench.Append(bench.Drafts.Visit(), bench.Drafts.Traffic(), bench.Drafts.Visit());
        bench.Append(bench.Drafts.Visit());
        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 3);

        Assert.Equal([4], bench.All(EventLane.Visit).Select(one => one.Sequence));
        bench.RunAfter(TimeSpan.FromSeconds(1));
        Assert.Equal(1, bench.Outbox.Status.Waiting);
    }

    [Fact]
    public void ABlockThatIsDeliveredInPartStaysUntilItsEndIs()
    {
        bench.Append(bench.Drafts.Visit(), bench.Drafts.Visit(), bench.Drafts.Visit());
        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 2);
        bench.RunAfter(TimeSpan.FromSeconds(1));

        Assert.Equal([3], bench.All(EventLane.Visit).Select(one => one.Sequence));
    }

    [Fact]
    public void ANumberThatWasNeverGivenOrAnotherEpochRemovesNothing()
    {
        bench.Append(bench.Drafts.Visit());
        bench.Outbox.RemoveThrough(bench.Outbox.Epoch, 2);
        bench.Outbox.RemoveThrough(Guid.NewGuid(), 1);
        bench.RunAfter(TimeSpan.FromSeconds(1));

        Assert.Single(bench.All(EventLane.Visit));
    }

    [Fact]
    public async Task AnEventThatIsTooLongFailsAloneAndTakesNoNumber()
    {
        var tooLong = bench.Outbox.AppendAsync([bench.Drafts.Traffic(), bench.Drafts.Visit(new string('z', EventJson.BytesMax))], CancellationToken.None);
        var good = bench.Outbox.AppendAsync(bench.Drafts.Visit(), CancellationToken.None);
        bench.Run();

        await Assert.ThrowsAsync<ArgumentException>(tooLong.AsTask);
        Assert.Equal(1, await good);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void StatusTellsWhatWaitsAndHowOldItIs()
    {
        bench.Append(bench.Drafts.Visit(), bench.Drafts.Traffic());
        bench.Time.Advance(TimeSpan.FromMinutes(3));
        bench.Append(bench.Drafts.Visit());

        var status = bench.Outbox.Status;
        Assert.Equal([2, 1, 0], status.Lanes.Select(lane => lane.Waiting));
        Assert.Equal(180, status.OldestSeconds);
        Assert.Equal(4, status.NextSequence);
        Assert.Equal(bench.Time.GetUtcNow(), status.LastCommit);
        Assert.Empty(status.Problem);
    }

    [Fact]
    public void WhatTheBrokerRefusesForGoodIsKeptAsideAndInTheLedgerOnce()
    {
        bench.Append(bench.Drafts.Visit());
        var refused = bench.All(EventLane.Visit)[0];
        bench.Outbox.SetAside(refused, DropReasons.Refused);
        bench.Run();
        bench.Outbox.SetAside(refused, DropReasons.Refused);
        bench.Run();

        var dropped = Assert.Single(bench.Ledger());
        Assert.Equal((DropReasons.Refused, 1, EventLane.Visit), (dropped.Reason, dropped.Count, dropped.Lane));
        Assert.Equal([new SequenceRange(1, 1)], dropped.Ranges);
        Assert.Equal(1, bench.Outbox.Status.Dropped[DropReasons.Refused]);
    }
}
