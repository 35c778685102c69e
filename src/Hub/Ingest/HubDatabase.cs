using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// The hub's one SQLite file: write-ahead log, one writer, any number of readers.
/// <c>synchronous=FULL</c>, because the acknowledgement that follows a commit lets a gateway forget the event.
/// </summary>
internal sealed class HubDatabase : IDisposable
{
    private const int SchemaVersion = 4;
    private readonly string _connectionString;

    // A database in memory lives as long as one connection to it; a file does not need it, and does not mind.
    private readonly SqliteConnection _anchor;

    private HubDatabase(string connectionString)
    {
        _connectionString = connectionString;
        _anchor = Connect();
        Prepare(_anchor);
    }

    /// <summary>Opens or creates the database.</summary>
    /// <exception cref="HubStartException">The file cannot be used; says why and what would help.</exception>
    public static HubDatabase Open(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new HubDatabase(new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString());
        }
        catch (Exception wrong) when (wrong is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new HubStartException(
                $"cannot use the database {path}: {wrong.Message}; check that the folder is writable and has room, " +
                "or move a damaged file away (the gateways send again what they still hold)", wrong);
        }
    }

    /// <summary>A database that is gone with the last connection: for tests without a disk.</summary>
    public static HubDatabase InMemory() =>
        new($"Data Source=hub-{Guid.NewGuid():N};Mode=Memory;Cache=Shared");

    /// <summary>A connection of the caller's own.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // cache_size: 16 MiB keeps the B-tree tops of a busy chain; journal_size_limit: the log is cut back after a burst;
            // secure_delete: what is erased is overwritten with zeros, not only forgotten.
            connection.Run("PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA journal_size_limit=67108864; PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _anchor.Dispose();
        SqliteConnection.ClearPool(_anchor);
    }

    private static void Prepare(SqliteConnection connection)
    {
        connection.Run("PRAGMA journal_mode=WAL;");
        var version = connection.Scalar("PRAGMA user_version");
        if (version is >= 0 and < SchemaVersion)
        {
            // One transaction: a power cut leaves the old schema or the new one, never a step between.
            using var transaction = connection.BeginTransaction();
            foreach (var step in StepsFrom(version))
            {
                connection.Run(EmbeddedFiles.Text(step));
            }

            connection.Run($"PRAGMA user_version={SchemaVersion};");
            transaction.Commit();
        }
        else if (version != SchemaVersion)
        {
            throw new HubStartException(
                $"the database is of schema {version}, this hub writes schema {SchemaVersion}; run the hub version that wrote it, or use another data folder");
        }

        // An index changes nothing that is stored, so it needs no schema of its own: every hub of this schema keeps it.
        connection.Run("CREATE INDEX IF NOT EXISTS event_started ON event (epoch, sequence) WHERE type = 'gateway.started'");
        connection.Run("CREATE INDEX IF NOT EXISTS visit_open ON visit (gateway) WHERE state <> 'left'");
        connection.Run("CREATE INDEX IF NOT EXISTS visit_of_gateway ON visit (gateway, changed)");
        connection.Run("CREATE INDEX IF NOT EXISTS door_total_of_gateway ON door_total (gateway, ends)");

        // Has all that is asked of a crossing, because a gateway's rows lie scattered among the chain's. It takes the older one's place: a crossing
        // is written into as many indexes as before.
        connection.Run("CREATE INDEX IF NOT EXISTS crossing_of_gateway ON crossing (gateway, time, door, inward, excluded)");
        connection.Run("DROP INDEX IF EXISTS crossing_door");
    }

    private static IEnumerable<string> StepsFrom(long version) => version == 0
        ? ["Schema.sql"]
        : Enumerable.Range((int)version, SchemaVersion - (int)version).Select(step => $"SchemaFrom{step}.sql");
}
