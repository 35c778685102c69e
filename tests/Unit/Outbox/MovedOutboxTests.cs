using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>An outbox that moves: one that had to begin in memory to the disk, where a file with events of its own lies, and one whose file has gone.</summary>
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

    [Fact]
    public async Task WhatCannotBeReadWhenTheFileHasGoneIsInTheLedgerOfTheNewOne()
    {
        await using (var before = Open())
        {
            await AppendAsync(before, drafts.Visit(), drafts.Visit(), drafts.Visit());
        }

        Damage();
        await using var outbox = Open();
        var old = outbox.Epoch;
        DeleteFile(outbox);
        outbox.RunOnce();

        AssertLedger(outbox, DropReasons.Unreadable, old, 2);
    }

    [Fact]
    public async Task WhatWasRefusedWhileTheFileWasGoingIsInTheLedgerOfTheNewOne()
    {
        await using var outbox = Open();
        var old = outbox.Epoch;
        await AppendAsync(outbox, drafts.Visit(), drafts.Visit());
        List<WaitingEvent> waiting = [];
        outbox.Peek(EventLane.Visit, 0, 10, waiting);
        DeleteFile(outbox);

        // As the uplink does it under policy broker, before the writer has come to it.
        Assert.True(outbox.SetAside(waiting[0], DropReasons.Refused));
        outbox.RemoveThrough(old, EventLane.Visit, 1);
        outbox.RunOnce();

        AssertLedger(outbox, DropReasons.Refused, old, 1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private OutboxLog Open() => (OutboxLog)OutboxLog.Open(
        new OutboxOptions { Path = Path.Combine(Card, "outbox.db") }, time, drafts.Of, SqliteStore.Open, hasThread: false).Outbox;

    // One letter of the second event changes.
    private void Damage()
    {
        var path = Path.Combine(Card, "outbox.db");
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("\"sequence\":2,"u8);
        Assert.True(at > 0);
        bytes[bytes.AsSpan(at).IndexOf("entrance"u8) + at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    // Noticed twice before it is believed; the next run of the writer moves.
    private void DeleteFile(OutboxLog outbox)
    {
        foreach (var file in Directory.GetFiles(Card))
        {
            File.Delete(file);
        }

        time.Advance(TimeSpan.FromSeconds(5));
        outbox.RunOnce();
        time.Advance(TimeSpan.FromSeconds(5));
    }

    private static void AssertLedger(OutboxLog outbox, string reason, Guid epoch, long sequence)
    {
        Assert.NotEqual(epoch, outbox.Epoch);
        List<WaitingEvent> waiting = [];
        outbox.Peek(EventLane.Visit, 0, 10, waiting);
        var line = Assert.Single(waiting, one => one.Type == EventTypes.GatewayDropped);
        Assert.True(EventJson.TryRead(line.Json.Span, out var read, out var problem), problem);
        var dropped = Assert.IsType<GatewayDropped>(read.Data);
        Assert.Equal((reason, epoch), (dropped.Reason, dropped.Epoch));
        Assert.Equal([new SequenceRange(sequence, sequence)], dropped.Ranges);
    }

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
