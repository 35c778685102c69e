using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Reads visits. Every answer has a limit. A visit that nobody has ended and that nobody has heard of for <see cref="CardVisits.LongestVisit"/> is read as
/// one that is over, up to when it was last seen: its gateway may never come back to end it. The row stays as it is, so whatever comes late still counts.
/// </summary>
internal sealed class VisitQueries(HubDatabase database, TimeProvider time)
{
    public const int RowsMax = 1_000;
    private const int PreviousMax = 5;

    /// <summary>More visits of one customer about one time are not compared.</summary>
    private const int AroundMax = 50;

    /// <summary>More identifiers of one customer than this are not looked up.</summary>
    private const int CarriedMax = 100;

    private const string Columns =
        """
        SELECT v.id, v.changed, g.store, g.name, v.visit, v.state, v.zone, v.arrived, v.seen, v.dwell_seconds, v.confidence, v.evidence, v.clock, v.elsewhere,
          (SELECT received FROM event WHERE id = v.changed)
        FROM visit v JOIN gateway g ON g.id = v.gateway
        """;

    // A store with little to show must not cost a look through the whole chain's year.
    internal const string ChangedInStore =
        $"""
        {Columns} WHERE v.id IN (
          SELECT id FROM visit INDEXED BY visit_of_gateway
          WHERE gateway IN (SELECT id FROM gateway WHERE store = $store) AND changed > $after ORDER BY changed LIMIT $most)
        ORDER BY v.changed
        """;

    internal const string LatestInStore =
        $"""
        {Columns} WHERE v.id IN (
          SELECT id FROM visit INDEXED BY visit_of_gateway
          WHERE gateway IN (SELECT id FROM gateway WHERE store = $store) ORDER BY changed DESC LIMIT $most)
        ORDER BY v.changed DESC
        """;

    private const string ChangedAnywhere = $"{Columns} WHERE v.changed > $after ORDER BY v.changed LIMIT $most";

    private const string LatestAnywhere = $"{Columns} ORDER BY v.changed DESC LIMIT $most";

    // A gateway's clock may be days behind: what it says of today has been heard of today.
    internal const string Silent =
        """
        SELECT count(*) FROM visit v INDEXED BY visit_open LEFT JOIN event e ON e.id = v.changed
        WHERE v.state <> 'left' AND max(v.seen, ifnull(e.received, 0)) > $from AND max(v.seen, ifnull(e.received, 0)) <= $to
        """;

    /// <summary>Whether a visit is over at <paramref name="to"/>, and was not at <paramref name="from"/>, only because nobody has heard of it.</summary>
    public bool AnyFellSilent(DateTimeOffset from, DateTimeOffset to)
    {
        using var connection = database.Connect();
        using var query = connection.Query(
            Silent, ("$from", UnixMicroseconds.Of(from - CardVisits.LongestVisit)), ("$to", UnixMicroseconds.Of(to - CardVisits.LongestVisit)));
        return query.ExecuteScalar() is long and > 0;
    }

    /// <summary>The number of the last change of any visit.</summary>
    public long LastChange()
    {
        using var connection = database.Connect();
        return connection.Scalar("SELECT max(changed) FROM visit");
    }

    /// <summary>Visits that changed after a number, in order of change.</summary>
    public IReadOnlyList<VisitRow> ChangedAfter(long changed, string? store, int most) =>
        Read(store is null ? ChangedAnywhere : ChangedInStore, ("$after", changed), ("$store", store), ("$most", Math.Min(most, RowsMax)));

    /// <summary>The visits that changed last, oldest change first.</summary>
    public IReadOnlyList<VisitRow> Latest(string? store, int most) =>
        [.. Enumerable.Reverse(Read(store is null ? LatestAnywhere : LatestInStore, ("$store", store), ("$most", Math.Min(most, RowsMax))))];

    /// <summary>Visits that began since a time, the latest first.</summary>
    public IReadOnlyList<VisitRow> Since(DateTimeOffset since, string? store, int most) =>
        Read($"{Columns} WHERE v.arrived >= $since AND ($store IS NULL OR g.store = $store) ORDER BY v.arrived DESC LIMIT $most",
            ("$since", UnixMicroseconds.Of(since)), ("$store", store), ("$most", Math.Min(most, RowsMax)));

    /// <summary>Visits in the store of <paramref name="visit"/> and about its time, by what is carried; of more than <see cref="AroundMax"/> the nearest in time.</summary>
    public IReadOnlyList<VisitRow> Around(VisitRow visit, IEnumerable<(string Kind, string Value)> carried, TimeSpan within)
    {
        var (places, parameters) = KeysOf(carried);
        return places.Length == 0 ? [] : Read(
            AroundOf(places),
            [
                .. parameters, ("$store", visit.Store), ("$at", UnixMicroseconds.Of(visit.Arrived)), ("$from", UnixMicroseconds.Of(visit.Arrived - within)),
                ("$to", UnixMicroseconds.Of(visit.Arrived + within)), ("$most", AroundMax),
            ]);
    }

    /// <summary>What was before this visit, by anything the same customer carries; visits at the same time in one store are one.</summary>
    public VisitHistory HistoryOf(VisitRow visit, IEnumerable<(string Kind, string Value)> carried, TimeSpan together)
    {
        var (places, keys) = KeysOf(carried);
        if (places.Length == 0)
        {
            return VisitHistory.None;
        }

        using var connection = database.Connect();
        (string, object?)[] parameters =
        [
            .. keys, ("$this", visit.Id), ("$before", UnixMicroseconds.Of(visit.Arrived)), ("$together", (long)(together.TotalSeconds * 1e6)),
            ("$most", PreviousMax),
        ];
        using var query = connection.Query(
            $"""
            WITH before AS (
              SELECT DISTINCT v.id, g.store, v.arrived, v.seen, v.dwell_seconds FROM visit_identifier i JOIN visit v ON v.id = i.visit
              JOIN gateway g ON g.id = v.gateway
              WHERE (i.kind, i.value) IN (VALUES {places}) AND v.id <> $this AND v.arrived < $before),
            begun AS (
              SELECT *, arrived > $together + max(seen) OVER (PARTITION BY store ORDER BY arrived, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                AS anew FROM before),
            visits AS (SELECT *, sum(ifnull(anew, 1)) OVER (PARTITION BY store ORDER BY arrived, id) AS number FROM begun)
            SELECT store, min(arrived), CASE count(*) WHEN 1 THEN max(dwell_seconds) ELSE (max(seen) - min(arrived)) / 1e6 END, count(*) OVER ()
            FROM visits GROUP BY store, number ORDER BY min(arrived) DESC LIMIT $most
            """, parameters);
        using var row = query.ExecuteReader();
        var (previous, count) = (new List<PreviousVisit>(), 0L);
        while (row.Read())
        {
            previous.Add(new PreviousVisit(row.GetString(0), UnixMicroseconds.ToTime(row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetDouble(2)));
            count = row.GetInt64(3);
        }

        return new VisitHistory(count, previous);
    }

    // The plus keeps SQLite from going through all visits of the store to find those few.
    internal static string AroundOf(string places) =>
        $"""
        {Columns} WHERE v.id IN (SELECT visit FROM visit_identifier WHERE (kind, value) IN (VALUES {places}))
          AND +g.store = $store AND +v.arrived BETWEEN $from AND $to ORDER BY abs(v.arrived - $at) LIMIT $most
        """;

    private static (string Places, (string, object?)[] Parameters) KeysOf(IEnumerable<(string Kind, string Value)> carried)
    {
        var keys = carried.Distinct().Take(CarriedMax).ToArray();
        return (string.Join(", ", keys.Select((_, i) => $"($k{i}, $v{i})")),
            [.. keys.SelectMany((key, i) => new (string, object?)[] { ($"$k{i}", key.Kind), ($"$v{i}", key.Value) })]);
    }

    private List<VisitRow> Read(string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        using var connection = database.Connect();
        var rows = new List<VisitRow>();
        using (var query = connection.Query(sql, parameters))
        using (var row = query.ExecuteReader())
        {
            while (row.Read())
            {
                rows.Add(ReadRow(row));
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { Identifiers = IdentifiersOf(connection, rows[i].Id) };
        }

        return rows;
    }

    private VisitRow ReadRow(SqliteDataReader row)
    {
        var visit = ReadStored(row);
        var heard = row.IsDBNull(14) ? visit.Seen : UnixMicroseconds.ToTime(Math.Max(row.GetInt64(8), row.GetInt64(14)));
        return visit.State == VisitState.Left || heard > time.GetUtcNow() - CardVisits.LongestVisit ? visit : visit with
        {
            State = VisitState.Left,
            // Of somebody who was seen only once nobody knows how long the visit was.
            DwellSeconds = visit.Seen > visit.Arrived ? (visit.Seen - visit.Arrived).TotalSeconds : null,
        };
    }

    private static VisitRow ReadStored(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4),
            Enum.Parse<VisitState>(row.GetString(5), ignoreCase: true), row.GetString(6),
            UnixMicroseconds.ToTime(row.GetInt64(7)), UnixMicroseconds.ToTime(row.GetInt64(8)), row.IsDBNull(9) ? null : row.GetDouble(9),
            row.GetDouble(10), JsonSerializer.Deserialize(row.GetString(11), ArrivalsJson.Default.EvidenceArray) ?? [], [],
            Enum.Parse<ClockTrust>(row.GetString(12), ignoreCase: true), row.IsDBNull(13) ? null : row.GetInt64(13));

    private static List<SensedIdentifier> IdentifiersOf(SqliteConnection connection, long visit)
    {
        using var query = connection.Query(
            "SELECT kind, programme, value, source FROM visit_identifier WHERE visit = $visit ORDER BY source = 'beacon', kind, value LIMIT 20",
            ("$visit", visit));
        using var row = query.ExecuteReader();
        var identifiers = new List<SensedIdentifier>();
        while (row.Read())
        {
            identifiers.Add(new SensedIdentifier(new Identifier(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetString(3) != "beacon"));
        }

        return identifiers;
    }
}
