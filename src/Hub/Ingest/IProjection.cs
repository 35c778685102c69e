using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// Derives tables from events. Called once per event, inside the transaction that stores it: after any crash the derived rows
/// and the events agree, and a repeated event changes nothing.
/// </summary>
internal interface IProjection : IDisposable
{
    void Apply(SqliteTransaction transaction, StoredEvent stored);
}
