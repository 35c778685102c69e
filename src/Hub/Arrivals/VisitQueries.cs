using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>Reads visits. Every answer has a limit.</summary>
internal sealed class VisitQueries(HubDatabase database)
{
    public const int RowsMax = 1_000;
    private const int PreviousMax = 5;

    /// <summary>More identifiers of one customer than this are not looked up.</summary>
    private const int CarriedMax = 100;

    private const string Columns =
        """
        SELECT v.id, v.changed, g.store, g.name, v.visit, v.state, v.zone, v.arrived, v.seen, v.dwell_seconds, v.confidence, v.evidence, v.clock
        FROM visit v JOIN gateway g ON g.id = v.gateway
        """;

    /// <summary>The number of the last change of any visit.</summary>
    public long LastChange()
    {
        using var connection = database.Connect();
        return connection.Scalar("SELECT max(changed) FROM visit");
    }

    /// <summary>Visits that changed after a number, in order of change.</summary>
    public IReadOnlyList<VisitRow> ChangedAfter(long changed, string? store, int most) =>
        Read($"{Columns} WHERE v.changed > $after AND ($store IS NULL OR g.store = $store) ORDER BY v.changed LIMIT $most",
            ("$after", changed), ("$store", store), ("$most", Math.Min(most, RowsMax)));

    /// <summary>The visits that changed last, oldest change first.</summary>
    public IReadOnlyList<VisitRow> Latest(string? store, int most) =>
        [.. Enumerable.Reverse(Read($"{Columns} WHERE $store IS NULL OR g.store = $store ORDER BY v.changed DESC LIMIT $most",
            ("$store", store), ("$most", Math.Min(most, RowsMax))))];

    /// <summary>Visits that began since a time, the latest first.</summary>
    public IReadOnlyList<VisitRow> Since(DateTimeOffset since, string? store, int most) =>
        Read($"{Columns} WHERE v.arrived >= $since AND ($store IS NULL OR g.store = $store) ORDER BY v.arrived DESC LIMIT $most",
            ("$since", UnixMicroseconds.Of(since)), ("$store", store), ("$most", Math.Min(most, RowsMax)));

    /// <summary>What was before this visit, by anything the same customer carries.</summary>
    public VisitHistory HistoryOf(VisitRow visit, IEnumerable<(string Kind, string Value)> carried)
    {
        var keys = carried.Distinct().Take(CarriedMax).ToArray();
        if (keys.Length == 0)
        {
            return VisitHistory.None;
        }

        using var connection = database.Connect();
        var places = string.Join(", ", keys.Select((_, i) => $"($k{i}, $v{i})"));
        (string, object?)[] parameters =
        [
            .. keys.SelectMany((key, i) => new (string, object?)[] { ($"$k{i}", key.Kind), ($"$v{i}", key.Value) }),
            ("$this", visit.Id), ("$before", UnixMicroseconds.Of(visit.Arrived)), ("$most", PreviousMax),
        ];
        using var query = connection.Query(
            $"""
            WITH before AS (
              SELECT DISTINCT v.id, v.gateway, v.arrived, v.dwell_seconds FROM visit_identifier i JOIN visit v ON v.id = i.visit
              WHERE (i.kind, i.value) IN (VALUES {places}) AND v.id <> $this AND v.arrived < $before)
            SELECT g.store, b.arrived, b.dwell_seconds, count(*) OVER () FROM before b JOIN gateway g ON g.id = b.gateway
            ORDER BY b.arrived DESC LIMIT $most
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

    private static VisitRow ReadRow(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4),
            Enum.Parse<VisitState>(row.GetString(5), ignoreCase: true), row.GetString(6),
            UnixMicroseconds.ToTime(row.GetInt64(7)), UnixMicroseconds.ToTime(row.GetInt64(8)), row.IsDBNull(9) ? null : row.GetDouble(9),
            row.GetDouble(10), JsonSerializer.Deserialize(row.GetString(11), ArrivalsJson.Default.EvidenceArray) ?? [], [],
            Enum.Parse<ClockTrust>(row.GetString(12), ignoreCase: true));

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
