using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// The outbox's SQLite file: one connection for the writer, one for the reader, so that a peek never waits for a sync.
/// In memory (<c>:memory:</c>) they are one connection, taken in turns.
/// </summary>
internal sealed class SqliteStore : IStore
{
    public const string InMemory = ":memory:";

    private readonly SqliteHandle writer;
    private readonly SqliteHandle reader;
    private readonly Lock turns = new();
    private readonly bool takesTurns;
    private readonly LaneStatements[] lanes;
    private readonly SqliteStatement[] readAfter;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement pages;
    private readonly SqliteStatement freePages;
    private readonly SqliteStatement saveNext;
    private readonly SqliteStatement saveAge;
    private readonly SqliteStatement addDropped;
    private readonly SqliteStatement setAside;
    private readonly SqliteStatement trimAside;

    private SqliteStore(string path, SqliteHandle writer)
    {
        this.writer = writer;
        takesTurns = path == InMemory;
        reader = takesTurns ? writer : new SqliteHandle(path, isReader: true);
        lanes = [.. SqliteSchema.Lanes.Select(lane => new LaneStatements(writer, lane))];
        readAfter = [.. SqliteSchema.Lanes.Select(lane => reader.Prepare(
            $"SELECT first, last, count, time, marks, json FROM {SqliteSchema.Table(lane)} WHERE last > ? ORDER BY last LIMIT 1"))];
        begin = writer.Prepare("BEGIN IMMEDIATE");
        commit = writer.Prepare("COMMIT");
        pages = writer.Prepare("PRAGMA page_count");
        freePages = writer.Prepare("PRAGMA freelist_count");
        saveNext = writer.Prepare("INSERT OR REPLACE INTO meta VALUES ('next', ?)");
        saveAge = writer.Prepare("INSERT OR REPLACE INTO meta VALUES ('age', ?)");
        addDropped = writer.Prepare("INSERT INTO dropped VALUES (?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events");
        setAside = writer.Prepare(
            "INSERT INTO aside VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason, json = excluded.json WHERE json <> excluded.json");
        trimAside = writer.Prepare(
            """
            DELETE FROM aside WHERE sequence <= (SELECT max(sequence) FROM
              (SELECT sequence, sum(length(json) + 64) OVER (ORDER BY sequence DESC) AS kept FROM aside) WHERE kept > ?)
            """);
        (Epoch, Next) = (ReadEpoch(writer), ReadNext());
    }

    public Guid Epoch { get; private set; }

    public long Next { get; private set; }

    public long UsedBytes =>
        (LaneStatements.First(pages, row => row.Long(0)) - LaneStatements.First(freePages, row => row.Long(0))) * 4096;

    /// <exception cref="StoreException">The file cannot be used; its trouble says whether it is to be given up.</exception>
    public static SqliteStore Open(string path, int walPagesMax) => Open(path, SqliteSchema.WriterSettings(walPagesMax));

    /// <summary>Commits without syncing: what tests/Lab must catch, or it proves nothing.</summary>
    internal static SqliteStore OpenUnsynced(string path, int walPagesMax) =>
        Open(path, SqliteSchema.WriterSettings(walPagesMax) + "PRAGMA synchronous = OFF;");

    private static SqliteStore Open(string path, string settings)
    {
        var writer = new SqliteHandle(path, isReader: false);
        try
        {
            writer.Execute(settings);
            SqliteSchema.Ensure(writer, path);
            return new SqliteStore(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        if (takesTurns)
        {
            turns.Enter();
        }

        begin.Run();
    }

    public void Commit()
    {
        commit.Run();
        EndTurn();
    }

    public void Rollback()
    {
        // A failed COMMIT or a full disk may have rolled back already; then there is nothing left to undo.
        if (!writer.IsInTransaction)
        {
            EndTurn();
            return;
        }

        try
        {
            writer.Execute("ROLLBACK");
        }
        finally
        {
            EndTurn();
        }
    }

    public void Insert(EventLane lane, Block block, LaneReading reading) => lanes[(int)lane].Insert(block, reading);

    public int DeleteThrough(EventLane lane, long last) => lanes[(int)lane].DeleteThrough(last);

    public void Delete(EventLane lane, long from, long through) => lanes[(int)lane].Delete(from, through);

    public IReadOnlyList<(long Last, int Bytes)> Sizes(EventLane lane, long after, int countMax) => lanes[(int)lane].Sizes(after, countMax);

    public (Block Block, LaneReading Reading)? Find(EventLane lane, long last) => lanes[(int)lane].Find(last);

    public void SaveNext(long next) => saveNext.Bind(1, next).Run();

    public AgeNote? Age()
    {
        using var statement = writer.Prepare("SELECT value FROM meta WHERE key = 'age'");
        return statement.Step() ? AgeNote.Read(statement.Text(0)) : null;
    }

    public void SaveAge(AgeNote note) => saveAge.Bind(1, note.Text).Run();

    public void AddDropped(string reason, long events) => addDropped.Bind(1, reason).Bind(2, events).Run();

    public bool SetAside(long sequence, string reason, ReadOnlySpan<byte> json) =>
        setAside.Bind(1, sequence).Bind(2, reason).Bind(3, json).Run() > 0;

    public void TrimAside(long bytesMax) => trimAside.Bind(1, bytesMax).Run();

    public LaneReading Reading(EventLane lane) => lanes[(int)lane].Reading();

    public Block? Oldest(EventLane lane) => lanes[(int)lane].Oldest();

    public (long Last, long TimeMs)? OldestKey(EventLane lane) => lanes[(int)lane].OldestKey();

    public IReadOnlyDictionary<string, long> Dropped()
    {
        var dropped = new Dictionary<string, long>(StringComparer.Ordinal);
        using var statement = writer.Prepare("SELECT reason, events FROM dropped");
        while (statement.Step())
        {
            dropped[statement.Text(0)] = statement.Long(1);
        }

        return dropped;
    }

    public Block? ReadAfter(EventLane lane, long sequence)
    {
        lock (turns)
        {
            return LaneStatements.First(readAfter[(int)lane].Bind(1, sequence), LaneStatements.ReadBlock);
        }
    }

    /// <summary>Whose events these are; of a file that does not say, its oldest event does. Empty when neither does.</summary>
    public string Source()
    {
        using var statement = writer.Prepare("SELECT value FROM meta WHERE key = 'source'");
        return statement.Step()
            ? statement.Text(0)
            : SqliteSchema.Lanes.Select(Oldest).Where(block => block is not null).Select(block => EventText.SourceOf(block!.Json.Span)).FirstOrDefault("");
    }

    /// <summary>Written only when it is news: most starts change nothing.</summary>
    public void SaveSource(string source)
    {
        using var known = writer.Prepare("SELECT value FROM meta WHERE key = 'source'");
        if (source.Length == 0 || (known.Step() && known.Text(0) == source))
        {
            return;
        }

        known.Reset();
        using var statement = writer.Prepare("INSERT OR REPLACE INTO meta VALUES ('source', ?)");
        statement.Bind(1, source).Run();
    }

    /// <summary>Starts a new epoch in an outbox that is empty.</summary>
    public void BeginEpoch()
    {
        SqliteSchema.BeginEpoch(writer, Guid.CreateVersion7());
        (Epoch, Next) = (ReadEpoch(writer), ReadNext());
    }

    public void Dispose()
    {
        foreach (var statement in (IEnumerable<IDisposable>)
            [.. lanes, .. readAfter, begin, commit, pages, freePages, saveNext, saveAge, addDropped, setAside, trimAside])
        {
            statement.Dispose();
        }

        if (!takesTurns)
        {
            reader.Dispose();
        }

        writer.Dispose();
    }

    internal static Guid ReadEpoch(SqliteHandle connection)
    {
        using var statement = connection.Prepare("SELECT value FROM meta WHERE key = 'epoch'");
        return statement.Step() && Guid.TryParse(statement.Text(0), out var epoch)
            ? epoch
            : throw new StoreException(StoreTrouble.Damaged, "the outbox has no epoch; the file is damaged");
    }

    private long ReadNext() =>
        Math.Max(writer.Scalar("SELECT value FROM meta WHERE key = 'next'"), 1 + lanes.Max(lane => lane.NewestLast()));

    private void EndTurn()
    {
        if (turns.IsHeldByCurrentThread)
        {
            turns.Exit();
        }
    }
}
