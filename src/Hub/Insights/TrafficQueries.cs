using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Insights;

/// <summary>Adds up door traffic.</summary>
internal sealed class TrafficQueries(HubDatabase database)
{
    /// <summary>No answer has more rows of a kind. Of more intervals the first are listed and compared, the door's sums know all of them; more steps are refused.</summary>
    public const int RowsMax = 20_000;

    /// <summary>As a crossing's exclusion is stored.</summary>
    public const string Staff = "staff";

    public const string Closed = "closed";

    // A store's question must not cost a look through the whole chain's year: it goes by the store's gateways.
    internal const string StepsInStore =
        $"""
        {StepColumns} FROM gateway g JOIN crossing c INDEXED BY crossing_of_gateway ON c.gateway = g.id
        WHERE g.store = $store AND c.time > $from AND c.time <= $to {StepGroups}
        """;

    internal const string ControlsInStore =
        $"""
        {ControlColumns} WHERE t.event IN (
          SELECT event FROM door_total INDEXED BY door_total_of_gateway
          WHERE gateway IN (SELECT id FROM gateway WHERE store = $store) AND ends > $from AND ends <= $to ORDER BY ends LIMIT $most)
        ORDER BY t.ends
        """;

    internal const string TotalsInStore =
        $"""
        {TotalColumns} FROM gateway g JOIN door_total t INDEXED BY door_total_of_gateway ON t.gateway = g.id
        WHERE g.store = $store AND t.ends > $from AND t.ends <= $to GROUP BY 1, 2, 3
        """;

    private const string StepsAnywhere =
        $"{StepColumns} FROM crossing c JOIN gateway g ON g.id = c.gateway WHERE c.time > $from AND c.time <= $to {StepGroups}";

    private const string ControlsAnywhere = $"{ControlColumns} WHERE t.ends > $from AND t.ends <= $to ORDER BY t.ends LIMIT $most";

    private const string TotalsAnywhere =
        $"{TotalColumns} FROM door_total t JOIN gateway g ON g.id = t.gateway WHERE t.ends > $from AND t.ends <= $to GROUP BY 1, 2, 3";

    private const string StepColumns =
        $"""
        SELECT g.store, g.name, c.door, (c.time - $from - 1) / $step,
          sum(c.inward), count(*) - sum(c.inward),
          sum(c.inward AND c.excluded = '{Staff}'), sum(NOT c.inward AND c.excluded = '{Staff}'),
          sum(c.inward AND c.excluded = '{Closed}'), sum(NOT c.inward AND c.excluded = '{Closed}')
        """;

    private const string StepGroups = "GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT $most";

    // An interval ends with the event's time, which belongs to it; its start belongs to the one before.
    private const string ControlColumns =
        """
        SELECT g.store, g.name, t.door, t.starts, t.ends, t.inward, t.outward, t.u_turns, t.blind_seconds,
          (SELECT count(*) FROM crossing c WHERE c.gateway = t.gateway AND c.door = t.door AND c.time > t.starts AND c.time <= t.ends AND c.inward = 1),
          (SELECT count(*) FROM crossing c WHERE c.gateway = t.gateway AND c.door = t.door AND c.time > t.starts AND c.time <= t.ends AND c.inward = 0),
          t.passages, t.staff_in + t.staff_out + t.closed_in + t.closed_out,
          (SELECT count(*) FROM crossing c WHERE c.gateway = t.gateway AND c.door = t.door AND c.time > t.starts AND c.time <= t.ends AND c.excluded <> '')
        FROM door_total t JOIN gateway g ON g.id = t.gateway
        """;

    private const string TotalColumns = "SELECT g.store, g.name, t.door, sum(t.u_turns), sum(t.passages), sum(t.blind_seconds)";

    public TrafficReport Report(string? store, DateTimeOffset from, DateTimeOffset to, int stepMinutes)
    {
        (string, object?)[] parameters =
        [
            ("$from", UnixMicroseconds.Of(from)), ("$to", UnixMicroseconds.Of(to)), ("$store", store),
            ("$step", stepMinutes * 60_000_000L),
        ];
        using var connection = database.Connect();
        var steps = ReadSteps(connection, store is null ? StepsAnywhere : StepsInStore, [.. parameters, ("$most", RowsMax + 1)], from, stepMinutes);
        if (steps.Count > RowsMax)
        {
            return new TrafficReport(store, from, to, stepMinutes, null, []) { IsCut = true };
        }

        var controls = ReadControls(connection, store is null ? ControlsAnywhere : ControlsInStore, [.. parameters, ("$most", RowsMax)]);
        var totals = ReadTotals(connection, store is null ? TotalsAnywhere : TotalsInStore, parameters);
        var (stepsOf, controlsOf) = (steps.ToLookup(step => step.Door, step => step.Step), controls.ToLookup(control => control.Door, control => control.Interval));
        var doors = steps.Select(step => step.Door).Concat(totals.Keys).Distinct().Order()
            .Select(door => Of(door, totals.GetValueOrDefault(door), [.. stepsOf[door]], [.. controlsOf[door]]));
        double? agreement = controls.Count == 0 ? null : controls.Count(control => control.Interval.Agrees) / (double)controls.Count;
        return new TrafficReport(store, from, to, stepMinutes, agreement, [.. doors]);
    }

    private static DoorReport Of(
        (string Store, string Gateway, string Name) door, (long UTurns, long Passages, double BlindSeconds) total,
        IReadOnlyList<TrafficStep> steps, IReadOnlyList<ControlInterval> controls)
    {
        var sum = TrafficCount.Sum(steps);
        return new DoorReport(
            door.Store, door.Gateway, door.Name, sum.In, sum.Out, sum.StaffIn, sum.StaffOut, sum.ClosedIn, sum.ClosedOut,
            total.UTurns, total.Passages, Math.Round(total.BlindSeconds, 1), steps, controls);
    }

    private static Dictionary<(string Store, string Gateway, string Name), (long UTurns, long Passages, double BlindSeconds)> ReadTotals(
        SqliteConnection connection, string sql, (string, object?)[] parameters)
    {
        using var query = connection.Query(sql, parameters);
        using var row = query.ExecuteReader();
        var totals = new Dictionary<(string, string, string), (long, long, double)>();
        while (row.Read())
        {
            totals.Add((row.GetString(0), row.GetString(1), row.GetString(2)), (row.GetInt64(3), row.GetInt64(4), row.GetDouble(5)));
        }

        return totals;
    }

    private static List<((string Store, string Gateway, string Name) Door, TrafficStep Step)> ReadSteps(
        SqliteConnection connection, string sql, (string, object?)[] parameters, DateTimeOffset from, int stepMinutes)
    {
        using var query = connection.Query(sql, parameters);
        using var row = query.ExecuteReader();
        var steps = new List<((string, string, string), TrafficStep)>();
        while (row.Read())
        {
            steps.Add((
                (row.GetString(0), row.GetString(1), row.GetString(2)),
                new TrafficStep(from.AddMinutes(row.GetInt64(3) * stepMinutes), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9))));
        }

        return steps;
    }

    private static List<((string Store, string Gateway, string Name) Door, ControlInterval Interval)> ReadControls(
        SqliteConnection connection, string sql, (string, object?)[] parameters)
    {
        using var query = connection.Query(sql, parameters);
        using var row = query.ExecuteReader();
        var controls = new List<((string, string, string), ControlInterval)>();
        while (row.Read())
        {
            controls.Add((
                (row.GetString(0), row.GetString(1), row.GetString(2)),
                new ControlInterval(
                    UnixMicroseconds.ToTime(row.GetInt64(3)), UnixMicroseconds.ToTime(row.GetInt64(4)), row.GetInt32(5), row.GetInt32(6),
                    row.GetInt64(9), row.GetInt64(10), row.GetInt32(7), row.GetDouble(8), row.GetInt32(11), row.GetInt64(12), row.GetInt64(13))));
        }

        return controls;
    }
}
