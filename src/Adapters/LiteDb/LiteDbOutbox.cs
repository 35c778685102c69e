using EdgeGateway.Events;
using EdgeGateway.Outbox;
using LiteDB;

namespace EdgeGateway.Adapters.LiteDb;

/// <summary>
/// The outbox's port on LiteDB, for chains that read their buffers with its tools. Every append is a transaction on the caller's thread.
/// Not power-cut safe: LiteDB does not sync on commit. README.md says what else it is not.
/// </summary>
public sealed class LiteDbOutbox : IOutbox
{
    private static readonly TimeSpan AgeCheckEvery = TimeSpan.FromMinutes(1);
    private readonly OutboxOptions options;
    private readonly TimeProvider time;
    private readonly Func<EventData, EventDraft> stamp;
    private readonly Lock gate = new();
    private readonly HeldDrafts held;
    private LiteDbFile file;
    private DateTimeOffset? lastCommit;
    private DateTimeOffset nextAgeCheck;
    private string problem = "";

    private LiteDbOutbox(OutboxOptions options, TimeProvider time, Func<EventData, EventDraft> stamp, LiteDbFile file)
    {
        (this.options, this.time, this.stamp, this.file) = (options, time, stamp, file);
        held = new HeldDrafts(options.AppendsWaitingMax);
    }

    public event Action? Appended;

    public Guid Epoch => file.Epoch;

    public long NextSequence => file.Next;

    public OutboxStatus Status
    {
        get
        {
            lock (gate)
            {
                return new OutboxStatus(
                    file.Epoch, file.Next, file.LaneStatuses(time.GetUtcNow()), file.Bytes, file.Dropped, lastCommit, held.Count, problem);
            }
        }
    }

    /// <summary>Opens the outbox; a file that LiteDB cannot read is renamed and kept, and a new epoch begins.</summary>
    /// <param name="stamp">Makes an event of the drop ledger's data.</param>
    public static OutboxOpening Open(OutboxOptions options, TimeProvider time, Func<EventData, EventDraft> stamp)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        var note = "";
        LiteDbFile file;
        try
        {
            file = LiteDbFile.Open(options.Path);
        }
        catch (Exception unreadable) when (unreadable is LiteException or InvalidCastException or ArgumentException)
        {
            note = $"the outbox could not be read ({unreadable.Message}) and is kept as {PutAside(options.Path, time)}";
            file = LiteDbFile.Open(options.Path);
        }

        return new OutboxOpening(new LiteDbOutbox(options, time, stamp, file), file.Waiting, null, note);
    }

    public ValueTask<long> AppendAsync(EventDraft draft, CancellationToken stopping) => AppendAsync([draft], stopping);

    public ValueTask<long> AppendAsync(IReadOnlyList<EventDraft> drafts, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        long sequence;
        lock (gate)
        {
            held.Add(drafts);
            sequence = Store();
        }

        if (sequence > 0)
        {
            Appended?.Invoke();
        }

        return ValueTask.FromResult(sequence);
    }

    public int Peek(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into)
    {
        lock (gate)
        {
            return file.Peek(lane, afterSequence, countMax, into);
        }
    }

    public void RemoveThrough(Guid epoch, long sequence)
    {
        foreach (var lane in Enum.GetValues<EventLane>())
        {
            RemoveThrough(epoch, lane, sequence);
        }
    }

    public void RemoveThrough(Guid epoch, EventLane lane, long sequence)
    {
        lock (gate)
        {
            if (epoch == file.Epoch && sequence < file.Next)
            {
                Try(() => file.RemoveThrough(lane, sequence));
            }
        }
    }

    public bool SetAside(WaitingEvent refused, string reason)
    {
        lock (gate)
        {
            return refused.Epoch == file.Epoch && Try(() =>
            {
                file.SetAside(refused, reason);
                WriteLedger(reason, refused.Lane, [new SequenceRange(refused.Sequence, refused.Sequence)]);
            });
        }
    }

    public void GiveUp(Guid epoch, long known, string why)
    {
        lock (gate)
        {
            if (epoch == file.Epoch && known >= file.Next)
            {
                file.Dispose();
                problem = $"{why}; the outbox is kept as {PutAside(options.Path, time)}";
                file = LiteDbFile.Open(options.Path);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (held.Count > 0)
            {
                Store();
            }

            file.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Writes everything that is held in one transaction; 0 when the medium does not take it.</summary>
    private long Store()
    {
        long last = 0;
        var stored = Try(() =>
        {
            foreach (var (lane, count) in held.Lost)
            {
                // What memory could not keep gets its numbers all the same, so that the hub sees what it will never get.
                var first = file.Skip(count);
                WriteLedger(DropReasons.MemoryFull, lane, [new SequenceRange(first, first + count - 1)]);
            }

            foreach (var draft in held.Drafts)
            {
                last = file.Add(draft);
            }

            DropWhatIsTooMuch();
        });
        if (!stored)
        {
            return 0;
        }

        held.Clear();
        lastCommit = time.GetUtcNow();
        return last;
    }

    private void DropWhatIsTooMuch()
    {
        var now = time.GetUtcNow();
        var checksAge = now >= nextAgeCheck;
        nextAgeCheck = checksAge ? now + AgeCheckEvery : nextAgeCheck;
        foreach (var lane in Enum.GetValues<EventLane>().Reverse())
        {
            if (checksAge)
            {
                WriteLedger(DropReasons.AgeCap, lane, file.DropOlderThan(lane, now - options.AgeMax));
            }

            if (file.Bytes > options.SizeBytesMax)
            {
                WriteLedger(DropReasons.SizeCap, lane, file.DropUntil(lane, options.SizeBytesMax / 100 * 99));
            }
        }
    }

    private void WriteLedger(string reason, EventLane lane, IReadOnlyList<SequenceRange> ranges)
    {
        foreach (var part in ranges.Chunk(GatewayDropped.RangesMax))
        {
            var count = part.Sum(range => range.Count);
            file.CountDropped(reason, count);
            file.Add(stamp(new GatewayDropped(reason, lane, count, file.Epoch, part)));
        }
    }

    private bool Try(Action act)
    {
        try
        {
            file.Transact(act);
            problem = "";
            return true;
        }
        catch (Exception wrong) when (wrong is LiteException or IOException or UnauthorizedAccessException)
        {
            problem = $"the outbox {options.Path} cannot be written: {wrong.Message}; events are held in memory until it can";
            return false;
        }
    }

    private static string PutAside(string path, TimeProvider time)
    {
        var kept = $"{path}.{time.GetUtcNow():yyyyMMddTHHmmssfff}.unreadable";
        File.Move(path, kept);
        var log = LiteDbFile.LogOf(path);
        if (File.Exists(log))
        {
            File.Move(log, kept + "-log");
        }

        return kept;
    }
}
