using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;
using EdgeGateway.Tests.Unit.Uplink;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>Words from outside that come in the wrong moment: between two epochs, or while a transaction is not over yet.</summary>
public sealed class LateWordTests
{
    [Fact]
    public void AcknowledgementOfTheOldEpochRemovesNothingOfTheNewOne()
    {
        using var bench = new OutboxBench();
        for (var i = 0; i < 100; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        // The new file's books are being read when the uplink's thread hears of the old one's events.
        var old = bench.Outbox.Epoch;
        bench.StoreOpened = store => store.TotalsAreRead = () => OnAnotherThread(() => bench.Outbox.RemoveThrough(old, 100));
        bench.Store.Trouble = StoreTrouble.Damaged;
        bench.Append(bench.Drafts.Visit());
        bench.Run();
        Assert.NotEqual(old, bench.Outbox.Epoch);

        for (var i = 0; i < 50; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        bench.RunAfter(TimeSpan.FromSeconds(2));
        Assert.Equal(51, bench.All(EventLane.Visit).Count);
        bench.AssertEveryNumberIsAccountedFor();
    }

    [Fact]
    public void HubThatHeardOfAnEventBeforeItsTransactionWasOverIsNoReasonToGiveUp()
    {
        using var bench = new OutboxBench();
        var epoch = bench.Outbox.Epoch;
        bench.Append(bench.Drafts.Visit());
        bench.Store.Committed = () => OnAnotherThread(() => bench.Outbox.GiveUp(epoch, known: 2, "the hub has events up to 2"));
        Assert.Equal(2, bench.Append(bench.Drafts.Visit()));
        bench.Store.Committed = null;
        bench.Run();

        Assert.Equal(epoch, bench.Outbox.Epoch);
        Assert.Equal(2, bench.All(EventLane.Visit).Count);
    }

    [Fact]
    public async Task WhatARestoredCopyHasAcceptedGetsNumbersThatTheHubDoesNotKnow()
    {
        var folder = Directory.CreateTempSubdirectory("outbox-restored-").FullName;
        try
        {
            var (time, path) = (new VirtualTime(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)), Path.Combine(folder, "outbox.db"));
            var drafts = new Drafts(time);
            OutboxLog Open() => (OutboxLog)OutboxLog.Open(new OutboxOptions { Path = path }, time, drafts.Of, SqliteStore.Open, hasThread: false).Outbox;
            await using (var before = Open())
            {
                await AppendAsync(before, drafts.Visit());
            }

            // The card is an older image: the hub has had events up to 50 from what came after it.
            await using var outbox = Open();
            EventDraft[] accepted = [drafts.Visit(), drafts.Traffic()];
            await AppendAsync(outbox, accepted);
            outbox.GiveUp(outbox.Epoch, known: 50, "the hub has events up to 50");
            outbox.RunOnce();
            outbox.RunOnce();

            List<WaitingEvent> waiting = [];
            outbox.Peek(EventLane.Visit, 0, 10, waiting);
            outbox.Peek(EventLane.Traffic, 0, 10, waiting);
            Assert.Equal(accepted.Select(draft => draft.Id), waiting.Select(one => EventJson.TryRead(one.Json.Span, out var read, out _) ? read.Id : Guid.Empty));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void RefusalThatFindsNoRoomIsNoRefusal()
    {
        using var bench = new OutboxBench(new OutboxOptions { GroupEventsMax = 3000 });
        bench.Append([.. Enumerable.Range(0, 1500).Select(_ => bench.Drafts.Visit())]);
        var all = bench.All(EventLane.Visit);
        bench.Store.Trouble = StoreTrouble.Unavailable;
        var refused = all.Where(one => bench.Outbox.SetAside(one, DropReasons.Refused)).ToList();
        Assert.Equal(1000, refused.Count);

        bench.Store.Trouble = null;
        bench.Run();
        Assert.All(all.Except(refused), one => Assert.True(bench.Outbox.SetAside(one, DropReasons.Refused)));
        bench.Run();
        Assert.Equal(1500, bench.Ledger().Sum(dropped => dropped.Count));
    }

    [Fact]
    public async Task MoreRefusalsThanFindRoomAreAllInTheLedgerAtLast()
    {
        await using var bench = new UplinkBench(
            options => options with { RemoveOn = RemovePolicy.Broker }, backlog: 500,
            prepare: broker => broker.Puback = (topic, _) => topic.EndsWith(EventTypes.GatewayDropped, StringComparison.Ordinal) ? ReasonCode.Success : ReasonCode.PacketTooLarge);
        await UplinkBench.Eventually(() => bench.Said.Any(one => one.Sentence.Contains("no room for more refused", StringComparison.Ordinal)), "a pause");
        await bench.EventuallyWithTime(
            () =>
            {
                bench.Outbox.Run();
                return bench.Outbox.Outbox.Status.Dropped.GetValueOrDefault(DropReasons.Refused) == 1500;
            },
            "all in the ledger", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void RefusalsOfAnOverEpochAreNone()
    {
        using var bench = new OutboxBench();
        bench.Append(bench.Drafts.Visit());
        var old = Assert.Single(bench.All(EventLane.Visit));
        bench.Store.Trouble = StoreTrouble.Damaged;
        bench.Append(bench.Drafts.Visit());
        bench.Run();

        Assert.False(bench.Outbox.SetAside(old, DropReasons.Refused));
        bench.Run();
        Assert.Empty(bench.Ledger());
    }

    private static Task<long> AppendAsync(OutboxLog outbox, params EventDraft[] drafts)
    {
        var append = outbox.AppendAsync(drafts, CancellationToken.None).AsTask();
        outbox.RunOnce();
        return append;
    }

    private static void OnAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
    }
}
