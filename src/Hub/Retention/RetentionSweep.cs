using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Retention;

/// <summary>
/// Erases and deletes what is too old, a small batch per transaction, oldest first. Ranges and day counts are not touched: a number stays
/// settled when its event has gone, so a repeat brings nothing back.
/// </summary>
internal sealed class RetentionSweep(EventWriter writer, RetentionOptions options)
{
    /// <summary>Rows of a kind per transaction: a few milliseconds, between two batches of the ingest.</summary>
    public const int BatchMax = 500;

    /// <summary>One batch of each kind; a sum of 0 means that nothing is too old any more.</summary>
    public RetentionSum Sweep(DateTimeOffset now)
    {
        var pseudonyms = writer.Between((connection, transaction) => ErasePseudonyms(connection, transaction, now.AddHours(-options.PseudonymHours)));
        writer.Between((connection, transaction) => ForgetWords(connection, transaction, now.AddHours(-options.PseudonymHours)));
        var events = options.EventDays == 0 ? 0
            : writer.Between((connection, transaction) => DeleteEvents(connection, transaction, now.AddDays(-options.EventDays)));
        var visits = options.VisitDays == 0 ? 0
            : writer.Between((connection, transaction) => DeleteVisits(connection, transaction, now.AddDays(-options.VisitDays)));
        var quarantined = options.QuarantineDays == 0 ? 0
            : writer.Between((connection, transaction) => DeleteQuarantined(connection, transaction, now.AddDays(-options.QuarantineDays)));
        writer.Unquarantined(quarantined);
        return new RetentionSum(pseudonyms, events, visits, quarantined);
    }

    private static int ErasePseudonyms(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before)
    {
        var cutoff = UnixMicroseconds.Of(before);
        var found = new List<(long Event, byte[]? Json)>();
        using (var query = Query(connection, transaction,
            "SELECT p.event, e.json FROM pseudonym p LEFT JOIN event e ON e.id = p.event WHERE p.time <= $cutoff ORDER BY p.time LIMIT $most",
            ("$cutoff", cutoff), ("$most", BatchMax)))
        using (var row = query.ExecuteReader())
        {
            while (row.Read())
            {
                found.Add((row.GetInt64(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1)));
            }
        }

        foreach (var (id, json) in found)
        {
            if (json is not null)
            {
                Run(connection, transaction, "UPDATE event SET json = $json WHERE id = $id", ("$json", PseudonymEraser.Erase(json)), ("$id", id));
            }

            Run(connection, transaction, "DELETE FROM pseudonym WHERE event = $id", ("$id", id));
        }

        return found.Count
            + Run(connection, transaction,
                """
                DELETE FROM visit_identifier WHERE kind = $kind AND (visit, kind, value) IN (
                  SELECT i.visit, i.kind, i.value FROM visit_identifier i JOIN visit v ON v.id = i.visit
                  WHERE i.kind = $kind AND v.seen <= $cutoff LIMIT $most)
                """, ("$kind", IdentifierKinds.Pseudonym), ("$cutoff", cutoff), ("$most", BatchMax))

            // What could not be read may hold one all the same.
            + Run(connection, transaction,
                """
                UPDATE quarantine SET bytes = x'', pseudonym = 0 WHERE id IN (
                  SELECT id FROM quarantine WHERE pseudonym = 1 AND received <= $cutoff ORDER BY received LIMIT $most)
                """, ("$cutoff", cutoff), ("$most", BatchMax));
    }

    // The rows' ids are the order of receipt, so the oldest are the first and nothing is searched. The newest row stays, without its content: SQLite
    // would give its id again, and the next arrival would be older than what the pages have seen.
    private static int DeleteEvents(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before)
    {
        (string, object?)[] parameters = [("$cutoff", UnixMicroseconds.Of(before)), ("$most", BatchMax)];
        using var query = Query(connection, transaction,
            "SELECT max(id) FROM (SELECT id, received FROM event ORDER BY id LIMIT $most) WHERE received <= $cutoff", parameters);
        if (query.ExecuteScalar() is not long last)
        {
            return 0;
        }

        Run(connection, transaction, "DELETE FROM crossing WHERE event <= $last", ("$last", last));
        Run(connection, transaction, "DELETE FROM door_total WHERE event <= $last", ("$last", last));
        Run(connection, transaction, "DELETE FROM pseudonym WHERE event <= $last", ("$last", last));
        return Run(connection, transaction, "DELETE FROM event WHERE id <= $last AND id < (SELECT max(id) FROM event)", ("$last", last))
            + Run(connection, transaction, "UPDATE event SET json = x'7B7D' WHERE id <= $last AND json <> x'7B7D'", ("$last", last));
    }

    // Words go with their visit; those of a visit that nobody ended stay until now.
    private static int ForgetWords(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before) =>
        Run(connection, transaction,
            "DELETE FROM heard WHERE (visit, time) IN (SELECT visit, time FROM heard WHERE time <= $cutoff ORDER BY time LIMIT $most)",
            ("$cutoff", UnixMicroseconds.Of(before)), ("$most", BatchMax));

    private static int DeleteVisits(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before)
    {
        const string old = "SELECT id FROM visit WHERE arrived <= $cutoff ORDER BY arrived LIMIT $most";
        (string, object?)[] parameters = [("$cutoff", UnixMicroseconds.Of(before)), ("$most", BatchMax)];
        Run(connection, transaction, $"DELETE FROM visit_identifier WHERE visit IN ({old})", parameters);
        return Run(connection, transaction, $"DELETE FROM visit WHERE id IN ({old})", parameters);
    }

    private static int DeleteQuarantined(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before) =>
        Run(connection, transaction,
            "DELETE FROM quarantine WHERE id IN (SELECT id FROM (SELECT id, received FROM quarantine ORDER BY id LIMIT $most) WHERE received <= $cutoff)",
            ("$cutoff", UnixMicroseconds.Of(before)), ("$most", BatchMax));

    private static int Run(SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        using var command = Query(connection, transaction, sql, parameters);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Query(
        SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        var command = connection.Query(sql, parameters);
        command.Transaction = transaction;
        return command;
    }
}
