using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Retention;

/// <summary>Notes which events carry a pseudonym, so that the sweep finds them without looking at the others.</summary>
internal sealed class PseudonymProjection(SqliteConnection connection) : IProjection
{
    private readonly PreparedStatement _note = new(connection, "INSERT INTO pseudonym (event, time) VALUES (?1, ?2)", 2);

    public void Apply(SqliteTransaction transaction, StoredEvent stored)
    {
        if (Carries(stored))
        {
            _note.Run(transaction, stored.Id, UnixMicroseconds.Of(stored.Shown.At));
        }
    }

    public void Dispose() => _note.Dispose();

    // A type that this version does not know may carry one anywhere.
    private static bool Carries(StoredEvent stored) => stored.Event.Data switch
    {
        VisitorArrived data => IsPseudonym(data.Identifier),
        VisitorMoved data => IsPseudonym(data.Identifier),
        VisitorLeft data => IsPseudonym(data.Identifier),
        TapRead data => IsPseudonym(data.Identifier),
        CodeScanned data => IsPseudonym(data.Identifier),
        BeaconHealth data => IsPseudonym(data.Beacon),
        null => stored.Json.AsSpan().IndexOf("\"pseudonym\""u8) >= 0,
        _ => false,
    };

    private static bool IsPseudonym(Identifier? identifier) => identifier?.Kind == IdentifierKinds.Pseudonym;
}
