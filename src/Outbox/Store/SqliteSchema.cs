using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>The tables of format version 1, and the check that a file has them.</summary>
internal static class SqliteSchema
{
    public const int Version = 1;

    private const int ApplicationId = 0x45474F58;

    public static EventLane[] Lanes { get; } = [EventLane.Visit, EventLane.Traffic, EventLane.Health];

    public static string Table(EventLane lane) => lane switch
    {
        EventLane.Visit => "visit",
        EventLane.Traffic => "traffic",
        _ => "health",
    };

    /// <summary>Settings of a connection; the writer's come before anything is read.</summary>
    public static string WriterSettings(int walPagesMax) =>
        $"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA mmap_size = 0;
        PRAGMA wal_autocheckpoint = {walPagesMax};
        PRAGMA journal_size_limit = {walPagesMax * 4096L * 2};
        """;

    /// <summary>Creates the tables in an empty file; refuses a file that is somebody else's or from the future.</summary>
    public static void Ensure(SqliteHandle writer, string path)
    {
        var (application, version) = (writer.Scalar("PRAGMA application_id"), writer.Scalar("PRAGMA user_version"));
        if (application == 0 && version == 0 && writer.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            Create(writer);
            return;
        }

        if (application != ApplicationId)
        {
            throw new StoreException(StoreTrouble.Foreign, $"{path} is a database of another program");
        }

        if (version > Version)
        {
            throw new StoreException(
                StoreTrouble.Foreign, $"{path} has format {version}, this version reads up to {Version}; a newer EdgeGateway wrote it");
        }
    }

    public static void BeginEpoch(SqliteHandle writer, Guid epoch)
    {
        using var statement = writer.Prepare("INSERT OR REPLACE INTO meta VALUES ('epoch', ?), ('next', 1)");
        statement.Bind(1, epoch.ToString()).Run();
        // Totals of this epoch.
        writer.Execute("DELETE FROM dropped");
    }

    private static void Create(SqliteHandle writer)
    {
        writer.Execute("BEGIN IMMEDIATE");
        foreach (var lane in Lanes)
        {
            writer.Execute(
                $"""
                CREATE TABLE {Table(lane)} (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL, time INTEGER NOT NULL,
                  counted INTEGER NOT NULL, weighed INTEGER NOT NULL, marks BLOB NOT NULL, json BLOB NOT NULL)
                """);
        }

        writer.Execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID");
        writer.Execute("CREATE TABLE dropped (reason TEXT PRIMARY KEY, events INTEGER NOT NULL) WITHOUT ROWID");
        writer.Execute("CREATE TABLE aside (sequence INTEGER PRIMARY KEY, reason TEXT NOT NULL, json BLOB NOT NULL)");
        BeginEpoch(writer, Guid.CreateVersion7());
        writer.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT");
    }
}
