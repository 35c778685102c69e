using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A writer whose disk fails when told to: it is full at each event, or cannot even be read once a transaction is undone.</summary>
internal sealed class FailingDisk : IDisposable
{
    private readonly HubDatabase _database = HubDatabase.InMemory();
    private SqliteConnection _connection = null!;

    public FailingDisk() => Writer = new EventWriter(_database, Ledger, TimeProvider.System, connection => new Fault(_connection = connection, this));

    public CompletenessLedger Ledger { get; } = new();

    public EventWriter Writer { get; }

    public bool IsFull { get; set; }

    /// <summary>From the next event on nothing can be read outside a transaction.</summary>
    public bool IsUnreadable { get; set; }

    public EpochLedger Account => Ledger.Find("berlin-1", "gw-1")!.Epochs[HubFixture.Epoch];

    public void Mend()
    {
        (IsFull, IsUnreadable) = (false, false);
        raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
    }

    /// <summary>A number out of the database, by a connection that works.</summary>
    public long Scalar(string sql)
    {
        using var connection = _database.Connect();
        return connection.Scalar(sql);
    }

    public void Dispose()
    {
        Writer.Dispose();
        _database.Dispose();
    }

    private sealed class Fault(SqliteConnection connection, FailingDisk disk) : IProjection
    {
        public void Apply(SqliteTransaction transaction, StoredEvent stored)
        {
            if (disk.IsUnreadable)
            {
                // Interrupts every statement outside a transaction: the rollback works, the reading back does not.
                raw.sqlite3_progress_handler(connection.Handle, 1, _ => raw.sqlite3_get_autocommit(connection.Handle), null);
            }

            if (disk.IsFull)
            {
                throw new SqliteException("database or disk is full", 13);
            }
        }

        public void Dispose()
        {
        }
    }
}
