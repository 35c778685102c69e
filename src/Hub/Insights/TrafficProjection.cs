using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Insights;

/// <summary>Keeps door crossings one by one, and the doors' own interval totals beside them as the control sum.</summary>
internal sealed class TrafficProjection(SqliteConnection connection) : IProjection
{
    private const double IntervalSecondsMax = 86_400;

    private readonly PreparedStatement _crossed = new(connection,
        "INSERT INTO crossing (event, gateway, door, time, inward, excluded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6);

    private readonly PreparedStatement _total = new(connection,
        """
        INSERT INTO door_total (event, gateway, door, starts, ends, inward, outward, u_turns, blind_seconds, staff_in, staff_out, closed_in, closed_out, passages)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """, 14);

    public void Apply(SqliteTransaction transaction, StoredEvent stored)
    {
        var time = UnixMicroseconds.Of(stored.Shown.At);
        switch (stored.Event.Data)
        {
            case DoorCrossed data:
                _crossed.Run(transaction, stored.Id, stored.Gateway, data.Door, time, data.Direction == Direction.In ? 1 : 0, Excluded(data.Excluded));
                break;
            case DoorTraffic data:
                var interval = (long)(Math.Clamp(data.IntervalSeconds, 0, IntervalSecondsMax) * 1e6);
                _total.Run(
                    transaction, stored.Id, stored.Gateway, data.Door, time - interval, time,
                    data.In, data.Out, data.UTurns, Math.Max(0, data.BlindSeconds),
                    data.Staff?.In ?? 0, data.Staff?.Out ?? 0, data.Closed?.In ?? 0, data.Closed?.Out ?? 0, data.Passages ?? 0);
                break;
        }
    }

    private static string Excluded(Exclusion? why) => why switch
    {
        Exclusion.Staff => TrafficQueries.Staff,
        Exclusion.Closed => TrafficQueries.Closed,
        _ => "",
    };

    public void Dispose()
    {
        _crossed.Dispose();
        _total.Dispose();
    }
}
