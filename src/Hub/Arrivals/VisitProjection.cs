using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Keeps one row per visit. Events may come in any order (live before backlog): a later one decides where the visitor is,
/// <c>left</c> is final, and an arrival that comes late only corrects when it began.
/// </summary>
internal sealed class VisitProjection(SqliteConnection connection) : IProjection
{
    /// <summary>A visit's row keeps no more pieces of evidence than this.</summary>
    public const int EvidenceMax = 50;

    private readonly PreparedStatement _arrived = new(connection,
        """
        INSERT INTO visit (gateway, visit, changed, sequence, state, zone, arrived, seen, confidence, evidence, clock)
        VALUES (?1, ?2, ?3, ?4, 'arrived', ?5, ?6, ?6, ?7, ?8, ?9)
        ON CONFLICT (gateway, visit) DO UPDATE SET
          changed = excluded.changed,
          arrived = CASE WHEN excluded.clock = 'wrong' THEN arrived ELSE min(seen, excluded.arrived) END,
          evidence = CASE WHEN state = 'left' THEN evidence ELSE excluded.evidence END,
          clock = CASE WHEN excluded.clock = 'wrong' THEN clock ELSE excluded.clock END
        RETURNING id
        """, 9);

    private readonly PreparedStatement _moved = new(connection,
        """
        INSERT INTO visit (gateway, visit, changed, sequence, state, zone, arrived, seen, confidence, evidence, clock)
        VALUES (?1, ?2, ?3, ?4, 'moved', ?5, ?6, ?6, ?7, '[]', ?8)
        ON CONFLICT (gateway, visit) DO UPDATE SET
          changed = excluded.changed,
          state = CASE WHEN state = 'left' OR excluded.sequence < sequence THEN state ELSE 'moved' END,
          zone = CASE WHEN state = 'left' OR excluded.sequence < sequence THEN zone ELSE excluded.zone END,
          confidence = CASE WHEN state = 'left' OR excluded.sequence < sequence THEN confidence ELSE excluded.confidence END,
          seen = max(seen, excluded.seen),
          sequence = max(sequence, excluded.sequence)
        RETURNING id
        """, 8);

    private readonly PreparedStatement _left = new(connection,
        """
        INSERT INTO visit (gateway, visit, changed, sequence, state, zone, arrived, seen, dwell_seconds, confidence, evidence, clock)
        VALUES (?1, ?2, ?3, ?4, 'left', ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (gateway, visit) DO UPDATE SET
          changed = excluded.changed, sequence = max(sequence, excluded.sequence), state = 'left', zone = excluded.zone,
          seen = max(arrived, CASE WHEN excluded.clock = 'wrong' THEN max(seen, excluded.seen) ELSE excluded.seen END),
          dwell_seconds = excluded.dwell_seconds, confidence = excluded.confidence, evidence = excluded.evidence
        RETURNING id
        """, 11);

    private readonly PreparedStatement _touched = new(connection,
        """
        INSERT INTO visit (gateway, visit, changed, sequence, state, zone, arrived, seen, confidence, evidence, clock)
        VALUES (?1, ?2, ?3, ?4, 'arrived', ?5, ?6, ?6, 1, json_array(json(?7)), ?9)
        ON CONFLICT (gateway, visit) DO UPDATE SET
          changed = excluded.changed,
          zone = CASE WHEN state = 'left' OR excluded.sequence < sequence THEN zone ELSE excluded.zone END,
          seen = max(seen, excluded.seen),
          evidence = CASE WHEN state = 'left' OR json_array_length(evidence) >= ?8 THEN evidence ELSE json_insert(evidence, '$[#]', json(?7)) END,
          sequence = max(sequence, excluded.sequence)
        RETURNING id
        """, 9);

    // A gateway that was killed could not say good-bye to anybody, and knows nobody when it starts again. Which visits were before is told by
    // the numbers: the clock of a gateway that has just started may be behind. Only over the end of an outbox the times have to do.
    internal const string Restarted =
        """
        UPDATE visit INDEXED BY visit_open SET state = 'left', changed = ?2, dwell_seconds = max(0, seen - arrived) / 1e6
        WHERE gateway = ?1 AND state <> 'left' AND CASE
          WHEN (SELECT epoch FROM event WHERE id = visit.changed) = (SELECT epoch FROM event WHERE id = ?2) THEN sequence < ?4
          ELSE seen < ?3 END
        """;

    private readonly PreparedStatement _restarted = new(connection, Restarted, 4);

    // Backlog comes after live events: what happened in an earlier life of the gateway may arrive when its next start has long been stored.
    private readonly PreparedStatement _over = new(connection,
        """
        UPDATE visit SET state = 'left', dwell_seconds = max(0, seen - arrived) / 1e6
        WHERE id = ?1 AND state <> 'left' AND (
          EXISTS (SELECT 1 FROM event own JOIN event start INDEXED BY event_started ON start.epoch = own.epoch
            WHERE own.id = ?2 AND start.type = 'gateway.started' AND start.sequence > own.sequence)
          OR EXISTS (SELECT 1 FROM event own JOIN epoch mine ON mine.id = own.epoch JOIN gateway g ON g.id = mine.gateway
            JOIN epoch other ON other.gateway = g.id AND other.id <> mine.id JOIN event start INDEXED BY event_started ON start.epoch = other.id
            WHERE own.id = ?2 AND mine.epoch <> g.current_epoch AND start.type = 'gateway.started' AND start.time > visit.seen))
        """, 2);

    private readonly PreparedStatement _identified = new(connection,
        """
        INSERT INTO visit_identifier (visit, kind, value, programme, source) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET source = excluded.source WHERE excluded.source <> 'beacon'
        """, 5);

    /// <summary>True for the types of event that change a visit's row.</summary>
    public static bool Concerns(string type) =>
        type is EventTypes.VisitorArrived or EventTypes.VisitorMoved or EventTypes.VisitorLeft or EventTypes.TapRead or EventTypes.CodeScanned
            or EventTypes.GatewayStarted;

    public void Apply(SqliteTransaction transaction, StoredEvent stored)
    {
        switch (stored.Event.Data)
        {
            case VisitorArrived data:
                Arrive(transaction, stored, data);
                break;
            case VisitorMoved data:
                Move(transaction, stored, data);
                break;
            case VisitorLeft data:
                Leave(transaction, stored, data);
                break;
            case GatewayStarted:
                _restarted.Run(transaction, stored.Gateway, stored.Id, UnixMicroseconds.Of(stored.Shown.At), stored.Event.Sequence);
                break;
            case TapRead data when data.Excluded is null && (data.Visit is not null || data.Identifier is not null):
                Touch(transaction, stored, data.Visit, data.Zone, data.Identifier, new Evidence(EvidenceKind.Tap, data.Reader, 0, 1), "tap");
                break;
            case CodeScanned data when data.Excluded is null && (data.Visit is not null || data.Identifier is not null):
                Touch(transaction, stored, data.Visit, data.Zone, data.Identifier, new Evidence(EvidenceKind.Code, data.Scanner, 0, 1), "code");
                break;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _arrived, _moved, _left, _touched, _restarted, _over, _identified })
        {
            statement.Dispose();
        }
    }

    private void Arrive(SqliteTransaction transaction, StoredEvent stored, VisitorArrived data)
    {
        var visit = _arrived.Value(
            transaction, stored.Gateway, data.Visit.ToString(), stored.Id, stored.Event.Sequence, data.Zone,
            UnixMicroseconds.Of(stored.Shown.At), data.Confidence, Json(data.Evidence), Clock(stored));
        _over.Run(transaction, visit, stored.Id);
        Identify(transaction, visit, data.Identifier, SourceOf(data.Evidence));
    }

    private void Move(SqliteTransaction transaction, StoredEvent stored, VisitorMoved data)
    {
        var visit = _moved.Value(
            transaction, stored.Gateway, data.Visit.ToString(), stored.Id, stored.Event.Sequence, data.ToZone,
            UnixMicroseconds.Of(stored.Shown.At), data.Confidence, Clock(stored));
        _over.Run(transaction, visit, stored.Id);
        Identify(transaction, visit, data.Identifier, "beacon");
    }

    private void Leave(SqliteTransaction transaction, StoredEvent stored, VisitorLeft data)
    {
        var seen = UnixMicroseconds.Of(stored.Shown.At) - Microseconds(data.LastSeenSecondsBefore);
        var visit = _left.Value(
            transaction, stored.Gateway, data.Visit.ToString(), stored.Id, stored.Event.Sequence, data.Zone,
            seen - Microseconds(data.DwellSeconds), seen, data.DwellSeconds, data.Confidence, Json(data.Evidence), Clock(stored));
        Identify(transaction, visit, data.Identifier, SourceOf(data.Evidence));
    }

    /// <summary>A tap or a scan belongs to its visit, or is a card of its own when the gateway knows of none.</summary>
    private void Touch(
        SqliteTransaction transaction, StoredEvent stored, Guid? visit, string zone, Identifier? identifier, Evidence evidence, string source)
    {
        var row = _touched.Value(
            transaction, stored.Gateway, (visit ?? stored.Event.Id).ToString(), stored.Id, stored.Event.Sequence, zone,
            UnixMicroseconds.Of(stored.Shown.At), JsonSerializer.Serialize(evidence, ArrivalsJson.Default.Evidence), EvidenceMax, Clock(stored));
        _over.Run(transaction, row, stored.Id);
        Identify(transaction, row, identifier, source);
    }

    private void Identify(SqliteTransaction transaction, object? visit, Identifier? identifier, string source)
    {
        if (identifier is not null)
        {
            _identified.Run(transaction, visit, identifier.Kind, identifier.Value, identifier.Programme, source);
        }
    }

    private static string SourceOf(IReadOnlyList<Evidence> evidence) =>
        evidence.Any(one => one.Kind == EvidenceKind.Beacon) ? "beacon"
        : evidence.Any(one => one.Kind == EvidenceKind.Tap) ? "tap"
        : evidence.Any(one => one.Kind == EvidenceKind.Code) ? "code"
        : "beacon";

    private static string Clock(StoredEvent stored) => stored.Shown.Clock switch
    {
        ClockTrust.Synchronised => "synchronised",
        ClockTrust.Estimated => "estimated",
        _ => "wrong",
    };

    private static string Json(IReadOnlyList<Evidence> evidence) =>
        JsonSerializer.Serialize([.. evidence.Take(EvidenceMax)], ArrivalsJson.Default.EvidenceArray);

    // A hostile duration must not overflow; a visit longer than a year is none.
    private static long Microseconds(double seconds) => (long)(Math.Clamp(seconds, 0, 31_536_000) * 1e6);
}
