using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

public class CapTests
{
    [Fact]
    public void AFullOutboxDropsTheLowestLaneFirstAndItsOldestFirst()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = 1024 * 1024 });
        Fill(bench, rounds: 900);

        var status = bench.Outbox.Status;
        Assert.True(status.Bytes <= 1024 * 1024 * 1.05, $"{status.Bytes} bytes");
        Assert.All(bench.Ledger(), dropped => Assert.Equal((DropReasons.SizeCap, EventLane.Health), (dropped.Reason, dropped.Lane)));
        Assert.Equal(900, bench.All(EventLane.Traffic).Count);
        Assert.Equal(status.DroppedEvents, 900 - bench.All(EventLane.Health).Count);
        Assert.Equal(2700 + bench.Ledger().Count, status.NextSequence - 1);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void TheLedgerItselfIsNeverDropped()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = 1024 * 1024 });
        Fill(bench, rounds: 6000);

        Assert.Contains(bench.Ledger(), dropped => dropped.Lane == EventLane.Visit);
        Assert.True(bench.Outbox.Status.Bytes <= 1024 * 1024 * 1.1, $"{bench.Outbox.Status.Bytes} bytes");
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void ALedgerEventIsAlwaysShortEnoughToBeSent()
    {
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = 1024 * 1024 });
        Fill(bench, rounds: 3000);

        var ledger = bench.All(EventLane.Visit).Where(waiting => waiting.Type == EventTypes.GatewayDropped).ToList();
        Assert.NotEmpty(ledger);
        Assert.All(ledger, waiting => Assert.True(waiting.Json.Length < 8 * 1024));
    }

    [Fact]
    public void WhatIsTooOldGoesWithALineInTheLedger()
    {
        using var bench = new OutboxBench(new OutboxOptions { AgeMax = TimeSpan.FromDays(1) });
        bench.Append(bench.Drafts.Visit(), bench.Drafts.Health());
        bench.Time.Advance(TimeSpan.FromHours(25));
        bench.Append(bench.Drafts.Visit());
        bench.RunAfter(TimeSpan.FromMinutes(2));

        Assert.Equal(2, bench.Outbox.Status.Dropped[DropReasons.AgeCap]);
        Assert.Contains(bench.All(EventLane.Visit), waiting => waiting.Sequence == 3);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void AClockThatWasWrongMakesNothingTooOld()
    {
        using var bench = new OutboxBench(new OutboxOptions { AgeMax = TimeSpan.FromDays(1) });
        bench.Drafts.Clock = ClockQuality.Estimated;
        bench.Append(bench.Drafts.Visit());
        bench.Time.Advance(TimeSpan.FromDays(365 * 50));
        bench.Drafts.Clock = ClockQuality.Synchronised;
        bench.Append(bench.Drafts.Visit());
        bench.RunAfter(TimeSpan.FromMinutes(2));

        Assert.Equal(2, bench.Outbox.Status.Waiting);
        Assert.Equal(0, bench.Outbox.Status.DroppedEvents);
    }

    private static void Fill(OutboxBench bench, int rounds)
    {
        for (var round = 0; round < rounds; round += 10)
        {
            bench.Append([.. Enumerable.Range(0, 10).SelectMany(_ => Enum.GetValues<EventLane>()).Select(bench.Drafts.InLane)]);
        }
    }
}
