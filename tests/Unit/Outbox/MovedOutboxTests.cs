using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>An outbox that had to begin in memory and moves to the disk, where a file with events of its own lies.</summary>
public sealed class MovedOutboxTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("outbox-moved-").FullName;
    private readonly VirtualTime time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
    private readonly Drafts drafts;

    public MovedOutboxTests() => drafts = new Drafts(time);

    private string Card => Path.Combine(folder, "card");

    [Fact]
    public async Task WhatTheFileHeldBeforeIsNotCountedAgainWhenTheFileIsGivenUpAsAnOlderCopy()
    {
        await using (var before = Open())
        {
            await AppendAsync(before, drafts.Visit(), drafts.Visit(), drafts.Visit());
        }

        await using var outbox = OpenInMemory();
        Move(outbox);
        var accepted = drafts.Visit();
        Assert.Equal(4, await AppendAsync(outbox, accepted));
        outbox.GiveUp(outbox.Epoch, known: 50, "the hub has events up to 50");
        outbox.RunOnce();
        outbox.RunOnce();

        List<WaitingEvent> waiting = [];
        outbox.Peek(EventLane.Visit, 0, 10, waiting);
        Assert.Equal([accepted.Id], waiting.Select(one => EventJson.TryRead(one.Json.Span, out var read, out _) ? read.Id : Guid.Empty));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private OutboxLog Open() => (OutboxLog)OutboxLog.Open(
        new OutboxOptions { Path = Path.Combine(Card, "outbox.db") }, time, drafts.Of, SqliteStore.Open, hasThread: false).Outbox;

    // The card is not there yet, and something else lies in its place.
    private OutboxLog OpenInMemory()
    {
        if (Directory.Exists(Card))
        {
            Directory.Move(Card, Card + ".away");
        }

        File.WriteAllText(Card, "in the way");
        var outbox = Open();
        Assert.Contains("do not survive a power cut", outbox.Status.Problem, StringComparison.Ordinal);
        return outbox;
    }

    private void Move(OutboxLog outbox)
    {
        File.Delete(Card);
        if (Directory.Exists(Card + ".away"))
        {
            Directory.Move(Card + ".away", Card);
        }

        var epoch = outbox.Epoch;
        time.Advance(TimeSpan.FromSeconds(5));
        outbox.RunOnce();
        Assert.NotEqual(epoch, outbox.Epoch);
    }

    private static Task<long> AppendAsync(OutboxLog outbox, params EventDraft[] accepted)
    {
        var append = outbox.AppendAsync(accepted, CancellationToken.None).AsTask();
        outbox.RunOnce();
        return append;
    }
}
