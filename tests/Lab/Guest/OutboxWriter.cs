using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>
/// A small program on the Outbox assembly alone. It opens the outbox, says all that it finds, and appends from several callers until the power is
/// cut; what has been accepted is said after <c>AppendAsync</c> has returned ("+last count token"), what is removed is said before ("-through").
/// </summary>
internal sealed class OutboxWriter(string path, WriterOrder order, ControlLine line)
{
    private const int CallersMax = 4;
    private const int BatchEventsMax = 20;

    // Half of what reaches the size cap: what is dropped could not be told from what is lost.
    private const int WaitingMax = 700;

    // Enough to fill and to pack blocks of every lane, and to checkpoint.
    private const int WarmUpAppends = 40;

    private readonly Random random = new((int)order.FirstToken);
    private readonly Stopwatch watch = new();
    private long nextToken = order.FirstToken;
    private int accepted;

    /// <summary>Runs the same code on a disk in memory, so that the saved machine has it compiled and loaded.</summary>
    public static async Task WarmUpAsync(CancellationToken stopping)
    {
        Kernel.MixRandom("warm-up");
        foreach (var durability in (Durability[])[Durability.Full, Durability.NoSync, Durability.Full, Durability.Full])
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            enough.CancelAfter(TimeSpan.FromSeconds(8));
            await new OutboxWriter("/tmp/warm-up/outbox.db", new WriterOrder(1 << 20, durability), ControlLine.Nowhere).RunAsync(enough.Token, WarmUpAppends);
        }

        Directory.Delete("/tmp/warm-up", recursive: true);
        GC.Collect();
    }

    /// <param name="appendsMax">Ends after so many appends.</param>
    public async Task RunAsync(CancellationToken stopping, int appendsMax = int.MaxValue)
    {
        watch.Restart();

        // A small WAL, so that checkpoints are cut as well, and blocks that are packed all the time, into small ones.
        var options = new OutboxOptions { Path = path, WalPagesMax = random.Next(100, 300), SizeBytesMax = 1024 * 1024, PackFromBytes = 0 };
        var opening = order.Durability == Durability.NoSync
            ? OutboxLog.Open(options, TimeProvider.System, NumberedEvents.Stamp, SqliteStore.OpenUnsynced, hasThread: true)
            : OutboxLog.Open(options, TimeProvider.System, NumberedEvents.Stamp);
        await using var outbox = opening.Outbox;
        SayFound(opening);
        Say($"found {outbox.NextSequence} {watch.ElapsedMilliseconds}");

        using var markers = order.MarkersAt > 0 ? new AcceptanceMarkers(GuestProgram.DataDisk, order.MarkersAt) : null;
        await Task.WhenAll(Enumerable.Range(0, CallersMax).Select(caller => AppendAsync(outbox, new Random(random.Next()), markers, appendsMax, stopping)));
    }

    // "epoch", every event, "note" and "aside" when a file had to be given up, "dropped" when one could not be read.
    private void SayFound(OutboxOpening opening)
    {
        Say($"epoch {opening.Outbox.Epoch}");
        if (opening.Note.Length > 0)
        {
            Say($"note {opening.Note}");
        }

        if (Directory.GetFiles(Path.GetDirectoryName(path)!, "outbox.*.db").Length is > 0 and var aside)
        {
            Say($"aside {aside}");
        }

        FoundEvents.Read(opening.Outbox).Say(line);
        foreach (var (reason, events) in opening.Outbox.Status.Dropped)
        {
            Say($"dropped {reason} {events}");
        }
    }

    private async Task AppendAsync(IOutbox outbox, Random dice, AcceptanceMarkers? markers, int appendsMax, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && Volatile.Read(ref accepted) < appendsMax)
        {
            var count = dice.Next(1, BatchEventsMax);
            var token = Interlocked.Add(ref nextToken, count) - count;
            var last = await outbox.AppendAsync([.. Enumerable.Range(0, count).Select(i => NumberedEvents.Make(token + i))], CancellationToken.None);
            if (last == 0)
            {
                Say($"note {outbox.Status.Problem}");
                return;
            }

            markers?.Accepted(last);
            Say($"+{last} {count} {token}");
            if (Interlocked.Increment(ref accepted) == 1)
            {
                Say($"accepting {watch.ElapsedMilliseconds}");
            }

            var through = last - dice.Next(50, 400);
            if ((dice.Next(10) == 0 || outbox.Status.Waiting > WaitingMax) && through > 0)
            {
                markers?.Removing(through);
                Say($"-{through}");
                outbox.RemoveThrough(outbox.Epoch, through);
            }
        }
    }

    private void Say(FormattableString words) => line.Say(words.ToString(CultureInfo.InvariantCulture));
}
