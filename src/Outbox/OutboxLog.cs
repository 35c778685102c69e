using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// The outbox. Who appends while nobody commits, commits: there is no hand-over to wait for. Who comes meanwhile joins the next
/// transaction, which the outbox's own thread commits; it also removes, retries and looks at ages.
/// </summary>
public sealed partial class OutboxLog : IOutbox
{
    private const int FoundDamagedMax = 1000;

    private readonly OutboxOptions options;
    private readonly TimeProvider time;
    private readonly Func<EventData, EventDraft> stamp;
    private readonly StoreFile file;
    private readonly OutboxRequests requests;
    private readonly HeldEvents held;
    private readonly ReadTrouble reading;
    private BlockPacking packing;
    private readonly LaneBlocks[] lanes = [.. SqliteSchema.Lanes.Select(lane => new LaneBlocks(lane))];
    private readonly Thread? thread;

    // Held by whoever commits: a caller or the thread.
    private readonly Lock writeGate = new();

    // Guards the readers and the store's replacement.
    private readonly Lock readGate = new();
    private readonly LaneReader[] readers = [.. SqliteSchema.Lanes.Select(lane => new LaneReader(lane))];
    private readonly HashSet<long> foundDamaged = [];
    private IStore store;

    // Published by the writer as a whole; never changed afterwards.
    private volatile Books books;
    private volatile string problem = "";

    private OutboxLog(
        OutboxOptions options, TimeProvider time, Func<EventData, EventDraft> stamp, StoreFile file, IStore store, bool hasThread)
    {
        (this.options, this.time, this.stamp, this.file, this.store) = (options, time, stamp, file, store);
        (requests, held, reading) = (new OutboxRequests(options.AppendsWaitingMax, store.Epoch), new HeldEvents(options.AppendsWaitingMax), new ReadTrouble(time));
        (books, problem) = (new Books(store), file.Problem);
        firstOfLife = books.Next;
        packing = new BlockPacking(SizeBytesMax, options.PackFromBytes);
        ages = new AgeClock(time, store.Age(), books.OldestTimeMs.Where(time => time > 0).DefaultIfEmpty().Min());
        (lastAgeCheck, lastMediumCheck) = (time.GetTimestamp(), time.GetTimestamp());
        if (hasThread)
        {
            thread = new Thread(Write) { Name = "outbox", IsBackground = true };
            thread.Start();
        }
    }

    public event Action? Appended;

    private long SizeBytesMax => file.IsDurable ? options.SizeBytesMax : options.MemoryBytesMax;

    public Guid Epoch => books.Epoch;

    public long NextSequence => books.Next;

    public OutboxStatus Status
    {
        get
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var at = books;
            return new OutboxStatus(
                at.Epoch,
                at.Next,
                [.. SqliteSchema.Lanes.Select(lane => StatusOf(lane, at, now))],
                at.UsedBytes,
                at.Dropped,
                lastCommitMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(lastCommitMs),
                held.Count,
                problem.Length > 0 ? problem : reading.Sentence,
                file.Note);
        }
    }

    /// <summary>Opens the outbox, or a new one in place of a file that cannot be used.</summary>
    /// <param name="stamp">Makes an event of the drop ledger's data: id, source, time and clock are the caller's business.</param>
    /// <exception cref="IOException">Another process has this outbox open.</exception>
    public static OutboxOpening Open(OutboxOptions options, TimeProvider time, Func<EventData, EventDraft> stamp) =>
        Open(options, time, stamp, SqliteStore.Open, hasThread: true);

    /// <summary>Without a thread, <see cref="RunOnce"/> is called by the owner: a simulation on virtual time.</summary>
    internal static OutboxOpening Open(
        OutboxOptions options, TimeProvider time, Func<EventData, EventDraft> stamp, Func<string, int, IStore> openStore, bool hasThread)
    {
        var file = new StoreFile(options, time, openStore);
        try
        {
            var (store, previousEpoch, note) = file.Open();
            var outbox = new OutboxLog(options, time, stamp, file, store, hasThread);
            return new OutboxOpening(outbox, outbox.books.Waiting, previousEpoch, note);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask<long> AppendAsync(EventDraft draft, CancellationToken stopping) => AppendAsync([draft], stopping);

    public async ValueTask<long> AppendAsync(IReadOnlyList<EventDraft> drafts, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfZero(drafts.Count);
        var pending = new PendingAppend(drafts);
        if (!TryCommitHere(pending))
        {
            while (TryAppend(pending) is { } room)
            {
                await room.WaitAsync(stopping);
            }
        }

        return pending.Done.IsCompletedSuccessfully ? await pending.Done : await pending.Done.WaitAsync(stopping);
    }

    /// <summary>Hands it to the writer, or returns the task to await before trying again.</summary>
    internal Task? TryAppend(PendingAppend pending) => requests.Add(pending);

    public int Peek(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into)
    {
        lock (readGate)
        {
            try
            {
                return Read(readers[(int)lane], lane, afterSequence, countMax, into);
            }
            catch (StoreException)
            {
                return 0;
            }
        }
    }

    public int Browse(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into)
    {
        lock (readGate)
        {
            return Read(new LaneReader(lane), lane, afterSequence, countMax, into);
        }
    }

    public void RemoveThrough(Guid epoch, long sequence)
    {
        foreach (var lane in SqliteSchema.Lanes)
        {
            RemoveThrough(epoch, lane, sequence);
        }
    }

    public void RemoveThrough(Guid epoch, EventLane lane, long sequence)
    {
        var at = books;
        if (epoch == at.Epoch && sequence < at.Next)
        {
            requests.RemoveThrough(epoch, lane, sequence);
        }
    }

    public bool SetAside(WaitingEvent refused, string reason) =>
        requests.SetAside(refused.Epoch, refused.Lane, refused.Sequence, reason, refused.Json.ToArray());

    public void GiveUp(Guid epoch, long known, string why) => requests.GiveUp(epoch, known, why);

    public async ValueTask DisposeAsync()
    {
        requests.Stop();
        if (thread is null)
        {
            Close();
            return;
        }

        await closed.Task;
    }

    private static LaneStatus StatusOf(EventLane lane, Books at, long nowMs)
    {
        var (reading, oldest) = (at.Readings[(int)lane], at.OldestTimeMs[(int)lane]);
        return new LaneStatus(lane, reading.Waiting, reading.Bytes, oldest == 0 ? 0 : Math.Max(0, nowMs - oldest) / 1000.0);
    }

    // Under the read gate, so that lane, number and store are of one epoch.
    private int Read(LaneReader reader, EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into)
    {
        var removed = requests.RemovedThrough(lane);
        var from = Math.Max(afterSequence, removed);
        try
        {
            var count = reader.Peek(store, from, countMax, into, ReportDamaged);
            reading.Worked(lane, from, count < countMax ? long.MaxValue : reader.Reached, removed);
            return count;
        }
        catch (StoreException damaged) when (damaged.Trouble == StoreTrouble.Damaged)
        {
            requests.ReportDamage(damaged);
            throw;
        }
        catch (StoreException unreadable)
        {
            reading.Failed(lane, unreadable.Message, reader.Reached);
            throw;
        }
    }

    // The writer may not have put it aside yet when it is peeked again. The store takes each once; this only saves the way there.
    private void ReportDamaged(DamagedEvent damaged)
    {
        if (foundDamaged.Count >= FoundDamagedMax)
        {
            foundDamaged.Clear();
        }

        if (!foundDamaged.Contains(damaged.Sequence) && requests.SetAside(store.Epoch, damaged.Lane, damaged.Sequence, DropReasons.Unreadable, damaged.Json))
        {
            foundDamaged.Add(damaged.Sequence);
        }
    }
}
