using System.Text.Json;
using EdgeGateway.Events;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>The ledger's rows: read at start, and written in the same transaction as the events they account for.</summary>
internal sealed class LedgerRows(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _insertGateway = new(connection,
        "INSERT INTO gateway (store, name) VALUES (?1, ?2) RETURNING id", 2);

    private readonly PreparedStatement _insertEpoch = new(connection,
        "INSERT INTO epoch (gateway, epoch) VALUES (?1, ?2) RETURNING id", 2);

    private readonly PreparedStatement _updateGateway = new(connection,
        """
        UPDATE gateway SET last_seen = ?2, clock = ?3, unreadable = ?4, current_epoch = ?5, online = ?6, link_changed = ?7,
          version = ?8, health = ?9, health_received = ?10 WHERE id = ?1
        """, 10);

    private readonly PreparedStatement _updateEpoch = new(connection, "UPDATE epoch SET produced = ?2, repeats = ?3 WHERE id = ?1", 3);

    private readonly PreparedStatement _swallowRanges = new(connection,
        "DELETE FROM settled WHERE epoch = ?1 AND kind = ?2 AND first > ?3 AND first <= ?4", 4);

    private readonly PreparedStatement _putRange = new(connection,
        "INSERT INTO settled (epoch, kind, first, last) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET last = excluded.last", 4);

    private readonly PreparedStatement _putDay = new(connection,
        """
        INSERT INTO day (epoch, day, stored, last, repeats, estimated, wrong) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET stored = excluded.stored, last = excluded.last, repeats = excluded.repeats,
          estimated = excluded.estimated, wrong = excluded.wrong
        """, 7);

    private readonly PreparedStatement _putAsked = new(connection,
        "INSERT OR REPLACE INTO asked (epoch, attempts, time, ranges, answered, again, gone, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", 8);

    public GatewayLedger NewGateway(SqliteTransaction transaction, string store, string name) =>
        new((long)_insertGateway.Value(transaction, store, name)!, store, name);

    public EpochLedger NewEpoch(SqliteTransaction transaction, GatewayLedger gateway, Guid epoch) =>
        new((long)_insertEpoch.Value(transaction, gateway.Id, epoch.ToString())!, epoch);

    /// <summary>Writes what the batch has changed.</summary>
    public void Write(SqliteTransaction transaction, IEnumerable<GatewayLedger> touched)
    {
        foreach (var gateway in touched)
        {
            if (gateway.IsTouched)
            {
                Write(transaction, gateway);
            }

            foreach (var epoch in gateway.Epochs.Values)
            {
                Write(transaction, epoch);
            }
        }
    }

    /// <summary>Makes the ledger what the database says.</summary>
    public static void Load(SqliteConnection connection, CompletenessLedger ledger)
    {
        ledger.Clear();
        var gateways = LoadGateways(connection, ledger);
        var epochs = LoadEpochs(connection, gateways);
        using (var ranges = connection.Query("SELECT epoch, kind, first, last FROM settled ORDER BY epoch, kind, first"))
        using (var row = ranges.ExecuteReader())
        {
            while (row.Read())
            {
                epochs[row.GetInt64(0)].Restore(row.GetString(1), new SequenceRange(row.GetInt64(2), row.GetInt64(3)));
            }
        }

        LoadAsked(connection, epochs);
        using var days = connection.Query("SELECT epoch, day, stored, last, repeats, estimated, wrong FROM day");
        using var day = days.ExecuteReader();
        while (day.Read())
        {
            epochs[day.GetInt64(0)].Days[day.GetInt64(1)] = new DayCount(
                day.GetInt64(2), day.GetInt64(3), day.GetInt64(4), day.GetInt64(5), day.GetInt64(6));
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insertGateway, _insertEpoch, _updateGateway, _updateEpoch, _swallowRanges, _putRange, _putDay, _putAsked })
        {
            statement.Dispose();
        }
    }

    private void Write(SqliteTransaction transaction, GatewayLedger gateway) =>
        _updateGateway.Run(
            transaction, gateway.Id, Micros(gateway.LastSeen), gateway.Clock?.ToString() ?? "", gateway.Unreadable,
            gateway.CurrentEpoch?.ToString() ?? "", gateway.Online is { } online ? (online ? 1 : 0) : null,
            Micros(gateway.LinkChanged), gateway.Version, gateway.HealthJson, Micros(gateway.HealthReceived));

    private void Write(SqliteTransaction transaction, EpochLedger epoch)
    {
        foreach (var (kind, first) in epoch.TouchedRanges)
        {
            // A range that has since become part of a lower one has no row of its own; the lower one's row replaces it.
            if (epoch.Kinds[kind].TryRangeFrom(first, out var range))
            {
                _swallowRanges.Run(transaction, epoch.Id, kind, range.First, range.Last);
                _putRange.Run(transaction, epoch.Id, kind, range.First, range.Last);
            }
        }

        foreach (var day in epoch.TouchedDays)
        {
            var count = epoch.Days[day];
            _putDay.Run(transaction, epoch.Id, day, count.Stored, count.Last, count.Repeats, count.Estimated, count.Wrong);
        }

        if (epoch is { IsAskedTouched: true, Asked: { } asked })
        {
            _putAsked.Run(
                transaction, epoch.Id, asked.Attempts, Micros(asked.At), asked.RangesText, Micros(asked.AnsweredAt), asked.Again, asked.Gone, asked.Problem);
        }

        if (epoch.IsTouched)
        {
            _updateEpoch.Run(transaction, epoch.Id, epoch.Produced, epoch.Repeats);
        }
    }

    private static Dictionary<long, GatewayLedger> LoadGateways(SqliteConnection connection, CompletenessLedger ledger)
    {
        var gateways = new Dictionary<long, GatewayLedger>();
        using var query = connection.Query(
            """
            SELECT id, store, name, last_seen, clock, unreadable, current_epoch, online, link_changed, version, health, health_received
            FROM gateway
            """);
        using var row = query.ExecuteReader();
        while (row.Read())
        {
            var health = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10);
            var gateway = new GatewayLedger(row.GetInt64(0), row.GetString(1), row.GetString(2))
            {
                LastSeen = Time(row.GetInt64(3)),
                Clock = Enum.TryParse<ClockQuality>(row.GetString(4), out var clock) ? clock : null,
                Unreadable = row.GetInt64(5),
                CurrentEpoch = Guid.TryParse(row.GetString(6), out var epoch) ? epoch : null,
                Online = row.IsDBNull(7) ? null : row.GetInt64(7) != 0,
                LinkChanged = Time(row.GetInt64(8)),
                Version = row.GetString(9),
                Health = health is null ? null : JsonSerializer.Deserialize(health, EventJsonContext.Default.HealthReport),
                HealthJson = health,
                HealthReceived = Time(row.GetInt64(11)),
            };
            gateways.Add(gateway.Id, gateway);
            ledger.Add(gateway);
        }

        return gateways;
    }

    private static Dictionary<long, EpochLedger> LoadEpochs(SqliteConnection connection, Dictionary<long, GatewayLedger> gateways)
    {
        var epochs = new Dictionary<long, EpochLedger>();
        using var query = connection.Query("SELECT id, gateway, epoch, produced, repeats FROM epoch ORDER BY id");
        using var row = query.ExecuteReader();
        while (row.Read())
        {
            var epoch = new EpochLedger(row.GetInt64(0), Guid.Parse(row.GetString(2)));
            epoch.Restore(row.GetInt64(3), row.GetInt64(4));
            epochs.Add(epoch.Id, epoch);
            gateways[row.GetInt64(1)].Epochs.Add(epoch.Epoch, epoch);
        }

        return epochs;
    }

    private static void LoadAsked(SqliteConnection connection, Dictionary<long, EpochLedger> epochs)
    {
        using var query = connection.Query("SELECT epoch, attempts, time, ranges, answered, again, gone, problem FROM asked");
        using var row = query.ExecuteReader();
        while (row.Read())
        {
            epochs[row.GetInt64(0)].Restore(new HoleRequest(
                row.GetInt32(1), UnixMicroseconds.ToTime(row.GetInt64(2)), HoleRequest.ReadRanges(row.GetString(3)), Time(row.GetInt64(4)),
                row.GetInt64(5), row.GetInt64(6), row.GetString(7)));
        }
    }

    private static long Micros(DateTimeOffset? time) => time is { } known ? UnixMicroseconds.Of(known) : 0;

    private static DateTimeOffset? Time(long microseconds) => microseconds == 0 ? null : UnixMicroseconds.ToTime(microseconds);
}
