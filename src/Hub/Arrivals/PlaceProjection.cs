using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// One place for whoever several gateways of a store hear: the visits with one identifier are compared by their gateways' latest words, and all but
/// the nearest point to it. Nothing is merged: every visit keeps its own row, and who is one customer is decided when a card is shown.
/// </summary>
internal sealed class PlaceProjection(SqliteConnection connection, PlaceOptions options, PlaceMoves moves) : IProjection
{
    /// <summary>Words kept of a visit: five minutes of somebody who walks about, an hour of somebody who stands.</summary>
    public const int WordsMax = 64;

    /// <summary>Visits of one identifier that are compared.</summary>
    private const int VisitsMax = 16;

    // A word about a visit that is over, or not yet known, says nothing about where somebody is; the next one comes within a minute.
    private readonly PreparedStatement _hear = new(connection,
        """
        INSERT INTO heard (visit, time, dbm) SELECT id, ?3, ?4 FROM visit WHERE gateway = ?1 AND visit = ?2 AND state <> 'left'
        ON CONFLICT (visit, time) DO UPDATE SET dbm = excluded.dbm
        RETURNING visit
        """, 4);

    private readonly PreparedStatement _forget = new(connection,
        $"DELETE FROM heard WHERE visit = ?1 AND time <= (SELECT time FROM heard WHERE visit = ?1 ORDER BY time DESC LIMIT 1 OFFSET {WordsMax})", 1);

    private readonly PreparedStatement _words = new(connection,
        $"""
        SELECT h.visit, h.time, h.dbm, v.elsewhere FROM visit v JOIN heard h ON h.visit = v.id
        WHERE v.state <> 'left' AND v.id IN (
          SELECT other.visit FROM visit_identifier mine JOIN visit_identifier other ON other.kind = mine.kind AND other.value = mine.value
          WHERE mine.visit = ?1 AND EXISTS (SELECT 1 FROM heard h WHERE h.visit = other.visit) ORDER BY other.visit DESC LIMIT {VisitsMax})
          AND (SELECT store FROM gateway WHERE id = v.gateway) = (SELECT store FROM gateway WHERE id = ?2)
        ORDER BY h.time, h.visit
        """, 2);

    private readonly PreparedStatement _point = new(connection, "UPDATE visit SET elsewhere = ?2 WHERE id = ?1 AND elsewhere IS NOT ?2", 2);

    private readonly PreparedStatement _here = new(connection, "UPDATE visit SET seen = max(seen, ?2) WHERE id = ?1", 2);

    // Only the speaker's own row: a visit's last change has to be an event of its own gateway (see VisitProjection's restart), and one row wakes the card.
    private readonly PreparedStatement _changed = new(connection, "UPDATE visit SET changed = ?2 WHERE id = ?1", 2);

    // Somebody whom another gateway has just heard, too, is where the words say, not where the latest arrival is.
    private readonly PreparedStatement _follow = new(connection,
        """
        UPDATE visit SET elsewhere = other.id FROM (
          SELECT v.id, v.gateway FROM visit_identifier i JOIN visit v ON v.id = i.visit
          WHERE i.kind = ?3 AND i.value = ?4 AND v.state <> 'left' AND v.elsewhere IS NULL AND EXISTS (SELECT 1 FROM heard h WHERE h.visit = v.id)
            AND v.gateway IN (SELECT id FROM gateway WHERE store = (SELECT store FROM gateway WHERE id = ?1) AND id <> ?1)
          ORDER BY v.id DESC LIMIT 1) AS other
        WHERE visit.gateway = ?1 AND visit.visit = ?2 AND visit.state <> 'left'
          AND NOT EXISTS (SELECT 1 FROM heard h WHERE h.visit = visit.id)
        """, 4);

    private readonly PreparedStatement _over = new(connection,
        "DELETE FROM heard WHERE visit = (SELECT id FROM visit WHERE gateway = ?1 AND visit = ?2)", 2);

    // Where no gateway shares its store, a departure need not look for words.
    private bool _anyWords = connection.Scalar("SELECT EXISTS (SELECT 1 FROM heard)") != 0;

    public void Apply(SqliteTransaction transaction, StoredEvent stored)
    {
        switch (stored.Event.Data)
        {
            case VisitorHeard word:
                _anyWords = true;
                Hear(transaction, stored, word);
                break;
            case VisitorArrived { Identifier: { } who } arrived when _anyWords:
                _follow.Run(transaction, stored.Gateway, arrived.Visit.ToString(), who.Kind, who.Value);
                break;
            case VisitorLeft left when _anyWords:
                _over.Run(transaction, stored.Gateway, left.Visit.ToString());
                break;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _hear, _forget, _words, _point, _here, _changed, _follow, _over })
        {
            statement.Dispose();
        }
    }

    private void Hear(SqliteTransaction transaction, StoredEvent stored, VisitorHeard word)
    {
        // Gateways are compared, so a clock that is not right yet must not decide: then the hub's own time of receipt does.
        var at = stored.Shown.Clock == ClockTrust.Synchronised ? stored.Shown.At : stored.Received;
        if (_hear.Value(transaction, stored.Gateway, word.Visit.ToString(), UnixMicroseconds.Of(at), word.RssiDbm) is not long visit)
        {
            return;
        }

        _forget.Run(transaction, visit);
        var (words, elsewhere) = Read(transaction, visit, stored.Gateway);
        if (elsewhere.Count < 2)
        {
            return;
        }

        Point(transaction, stored, visit, NearestVisit.Of(words, FirstOf(words, elsewhere), options), elsewhere.Keys, words[^1].At);
    }

    private void Point(
        SqliteTransaction transaction, StoredEvent stored, long speaker, long nearest, IEnumerable<long> visits, DateTimeOffset at)
    {
        var pointed = 0;
        foreach (var one in visits)
        {
            pointed += _point.Run(transaction, one, one == nearest ? null : nearest);
        }

        if (pointed > 0)
        {
            _here.Run(transaction, nearest, UnixMicroseconds.Of(at));
            _changed.Run(transaction, speaker, stored.Id);
            moves.Note();
        }
    }

    // Once words have been forgotten, the first ones that are left no longer say where the person was before them.
    private static long? FirstOf(List<HeardWord> words, Dictionary<long, long?> elsewhere) =>
        words.CountBy(word => word.Visit).All(visit => visit.Value < WordsMax) ? null
        : elsewhere.FirstOrDefault(visit => visit.Value is null) is { Key: not 0 and var known } ? known
        : null;

    private (List<HeardWord> Words, Dictionary<long, long?> Elsewhere) Read(SqliteTransaction transaction, long visit, long gateway)
    {
        var (words, elsewhere) = (new List<HeardWord>(), new Dictionary<long, long?>());
        using var row = _words.Rows(transaction, visit, gateway);
        while (row.Read())
        {
            words.Add(new HeardWord(row.GetInt64(0), UnixMicroseconds.ToTime(row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetDouble(2)));
            elsewhere[row.GetInt64(0)] = row.IsDBNull(3) ? null : row.GetInt64(3);
        }

        return (words, elsewhere);
    }
}
