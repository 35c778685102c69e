using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>A part of the outbox that cannot be read, on a disk that takes writes.</summary>
public sealed class BadPageTests
{
    [Fact]
    public void LaneThatCannotBeReadStopsNoCommit()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Traffic());
        bench.Store.ReadFails = lane => lane == EventLane.Traffic;
        for (var second = 0; second < 60; second++)
        {
            Assert.Empty(bench.All(EventLane.Traffic));
            Assert.True(bench.Append(bench.Drafts.Visit()) > 0);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("disk I/O error", bench.Outbox.Status.Problem, StringComparison.Ordinal);
        Assert.Equal(60, bench.All(EventLane.Visit).Count);

        bench.Store.ReadFails = null;
        Assert.Single(bench.All(EventLane.Traffic));
        Assert.Empty(bench.Outbox.Status.Problem);
    }

    [Fact]
    public void LaneThatStaysUnreadableIsLeftToSalvage()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Traffic());
        var epoch = bench.Outbox.Epoch;
        bench.Store.ReadFails = lane => lane == EventLane.Traffic;
        Assert.Empty(bench.All(EventLane.Traffic));
        bench.RunAfter(TimeSpan.FromMinutes(6));
        bench.Append(bench.Drafts.Visit());
        bench.Run();

        Assert.NotEqual(epoch, bench.Outbox.Epoch);
        Assert.Contains("could not be read for 5 minutes", bench.Outbox.Status.Note, StringComparison.Ordinal);
        Assert.Single(bench.All(EventLane.Visit));
    }

    [Fact]
    public void LiveEventsBehindABadPageDoNotHideIt()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit(), bench.Drafts.Visit(), bench.Drafts.Visit());
        var epoch = bench.Outbox.Epoch;
        bench.Store.IsBadPage = after => after < 3;
        Assert.Empty(bench.All(EventLane.Visit));
        for (var tens = 0; tens < 29; tens++)
        {
            var number = bench.Append(bench.Drafts.Visit());
            Assert.Equal(1, bench.Outbox.Peek(EventLane.Visit, number - 1, 1, []));
            Assert.Contains("disk I/O error", bench.Outbox.Status.Problem, StringComparison.Ordinal);
            bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        bench.RunAfter(TimeSpan.FromMinutes(1));
        Assert.NotEqual(epoch, bench.Outbox.Epoch);
    }

    [Fact]
    public void TroubleThatIsOverIsNoReasonToGiveUpThoughNobodyHasReadSince()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Traffic());
        var epoch = bench.Outbox.Epoch;
        bench.Store.ReadFails = _ => true;
        Assert.Empty(bench.All(EventLane.Traffic));
        bench.Store.ReadFails = null;
        bench.RunAfter(TimeSpan.FromMinutes(6));
        bench.Append(bench.Drafts.Visit());

        Assert.Equal((epoch, ""), (bench.Outbox.Epoch, bench.Outbox.Status.Problem));
    }

    [Fact]
    public void WhatCannotBeReadIsNoEmptyLaneToWhoBrowses()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        bench.Store.ReadFails = _ => true;
        Assert.ThrowsAny<IOException>(() => bench.Outbox.Browse(EventLane.Visit, 0, 10, []));
    }
}
