using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>What is set aside for a human, and what memory holds, when the outbox goes on or ends.</summary>
public sealed class AsideTests : IDisposable
{
    private readonly VirtualTime time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly string folder = Directory.CreateTempSubdirectory("outbox-aside-").FullName;
    private readonly Drafts drafts;
    private FailingStore store = null!;

    public AsideTests() => drafts = new Drafts(time);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void WhatIsSetAsideTakesNoRoomFromWhatIsToBeDelivered()
    {
        const long Size = 2 * 1024 * 1024;
        using var bench = new OutboxBench(new OutboxOptions { SizeBytesMax = Size, MemoryBytesMax = Size });
        for (var i = 0; i < 4000; i++)
        {
            var number = bench.Append(bench.Drafts.Visit());
            List<WaitingEvent> refused = [];
            bench.Outbox.Peek(EventLane.Visit, number - 1, 1, refused);
            Assert.True(bench.Outbox.SetAside(refused[0], DropReasons.Refused));
            bench.Run();
            bench.Outbox.RemoveThrough(bench.Outbox.Epoch, number + 1);
            bench.RunAfter(TimeSpan.FromSeconds(2));
        }

        Assert.InRange(bench.Outbox.Status.Bytes, 0, Size / 4);
        for (var i = 0; i < 400; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        Assert.Equal(400, bench.All(EventLane.Visit).Count(one => one.Type != EventTypes.GatewayDropped));
    }

    [Fact]
    public async Task NumberOfAnEarlierEpochHidesNoRefusalOfThisOne()
    {
        foreach (var name in (string[])["gw-1", "gw-2"])
        {
            // A gateway that is renamed while nothing waits begins a new epoch in the same file.
            await using var outbox = Open(new OutboxOptions { Source = $"/stores/berlin-1/gateways/{name}" }, SqliteStore.Open);
            Append(outbox, drafts.Visit());
            List<WaitingEvent> refused = [];
            outbox.Peek(EventLane.Visit, 0, 1, refused);
            outbox.SetAside(refused[0], DropReasons.Refused);
            outbox.RunOnce();
            Assert.Equal(1, outbox.Status.Dropped[DropReasons.Refused]);
            Assert.Equal(2, outbox.Status.Waiting);

            outbox.RemoveThrough(outbox.Epoch, 2);
            outbox.RunOnce();
            time.Advance(TimeSpan.FromSeconds(2));
            outbox.RunOnce();
            Assert.Equal(0, outbox.Status.Waiting);
        }
    }

    [Fact]
    public async Task StopWritesAllThatMemoryHolds()
    {
        var outbox = Open(new OutboxOptions { GroupEventsMax = 100 }, (path, pages) => store = new FailingStore(SqliteStore.Open(path, pages)));
        store.Trouble = StoreTrouble.Unavailable;
        for (var i = 0; i < 10; i++)
        {
            Append(outbox, [.. Enumerable.Range(0, 100).Select(_ => drafts.Visit())]);
        }

        Assert.Equal(1000, outbox.Status.Held);
        store.Trouble = null;
        await outbox.DisposeAsync();

        await using var again = Open(new OutboxOptions(), SqliteStore.Open);
        Assert.Equal(1000, again.Status.Waiting);
    }

    [Fact]
    public void HeldEventThatCannotBeWrittenStandsInTheWayOfNoOther()
    {
        using var bench = new OutboxBench();
        bench.Store.Trouble = StoreTrouble.Unavailable;
        bench.Append(bench.Drafts.Visit());
        bench.Append(bench.Drafts.Visit(new string('x', 70_000)));
        bench.Append(bench.Drafts.Visit());
        bench.Store.Trouble = null;
        bench.RunAfter(TimeSpan.FromSeconds(6));

        Assert.Equal(0, bench.Outbox.Status.Held);
        Assert.Equal(1, Assert.Single(bench.Ledger()).Count);
        bench.AssertEveryNumberIsAccountedFor();
    }

    private OutboxLog Open(OutboxOptions options, Func<string, int, IStore> open) =>
        (OutboxLog)OutboxLog.Open(options with { Path = Path.Combine(folder, "outbox.db") }, time, drafts.Of, open, hasThread: false).Outbox;

    private static void Append(OutboxLog outbox, params EventDraft[] drafts)
    {
        var append = outbox.AppendAsync(drafts, CancellationToken.None).AsTask();
        outbox.RunOnce();
        Assert.True(append.Wait(TimeSpan.FromSeconds(60)), "the append was not decided by one run of the writer");
    }
}
