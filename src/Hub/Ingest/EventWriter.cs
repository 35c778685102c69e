using EdgeGateway.Events;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// The one writer: a batch of messages in one transaction, with the ledger and everything derived. When the transaction fails,
/// the ledger is read back from the database, so that memory never knows more than the disk. When that fails too, nothing is written
/// before it has worked.
/// </summary>
internal sealed class EventWriter : IDisposable
{
    /// <summary>The quarantine keeps this many; further ones are counted only.</summary>
    public const int QuarantinedMax = 100_000;

    private readonly SqliteConnection _connection;
    private readonly CompletenessLedger _ledger;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IProjection> _projections;
    private readonly LedgerKeeper _keeper;
    private readonly PreparedStatement _insertEvent;
    private readonly PreparedStatement _insertUnreadable;
    private long _quarantined;

    public EventWriter(
        HubDatabase database, CompletenessLedger ledger, TimeProvider time, params ReadOnlySpan<Func<SqliteConnection, IProjection>> projections)
    {
        _connection = database.Connect();
        _ledger = ledger;
        _time = time;
        _projections = projections.ToArray().Select(create => create(_connection)).ToArray();
        _keeper = new LedgerKeeper(_connection, ledger);
        _insertEvent = new PreparedStatement(_connection,
            """
            INSERT INTO event (epoch, sequence, type, time, received, json) VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id
            """, 6);
        _insertUnreadable = new PreparedStatement(_connection,
            "INSERT INTO quarantine (gateway, topic, received, reason, bytes, pseudonym) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", 6);
        Reload();
    }

    /// <summary>Counters of this process, for the metrics.</summary>
    public IngestCounters Counters { get; } = new();

    /// <summary>Stores the batch durably, or throws and leaves everything as it was.</summary>
    /// <returns>The gateways whose account changed.</returns>
    /// <exception cref="IOException">The ledger cannot be read back: as good as a disk that refuses.</exception>
    public IReadOnlyCollection<GatewayLedger> Write(IReadOnlyList<Incoming> batch)
    {
        lock (_ledger.Gate)
        {
            ReadBackIfStale();
            try
            {
                using var transaction = _connection.BeginTransaction(deferred: false);
                var counted = new IngestCounters();
                foreach (var incoming in batch)
                {
                    Write(transaction, incoming, counted);
                }

                _keeper.Write(transaction);
                transaction.Commit();
                Counters.Add(counted, _time.GetUtcNow());
                return _keeper.Committed();
            }
            catch
            {
                ReadBack();
                throw;
            }
        }
    }

    /// <summary>Writes down that missing numbers are asked for.</summary>
    /// <returns>False when the ledger was read back meanwhile: these accounts are no longer the ledger's, and nothing is written.</returns>
    /// <exception cref="IOException">The ledger cannot be read back.</exception>
    public bool Ask(GatewayLedger gateway, EpochLedger epoch, IReadOnlyList<SequenceRange> ranges, DateTimeOffset now)
    {
        lock (_ledger.Gate)
        {
            ReadBackIfStale();

            // An account of before may still hold what was rolled back, and writing it would settle numbers whose events are not here.
            if (_ledger.Find(gateway.Store, gateway.Name) != gateway || gateway.Epochs.GetValueOrDefault(epoch.Epoch) != epoch)
            {
                return false;
            }

            try
            {
                using var transaction = _connection.BeginTransaction(deferred: false);
                _keeper.NoteAsked(gateway, epoch, ranges, now);
                _keeper.Write(transaction);
                transaction.Commit();
                _keeper.Committed();
                return true;
            }
            catch
            {
                ReadBack();
                throw;
            }
        }
    }

    /// <summary>Runs other work in a transaction of its own between two batches: one writer, so nobody waits for a lock.</summary>
    public T Between<T>(Func<SqliteConnection, SqliteTransaction, T> work)
    {
        lock (_ledger.Gate)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var result = work(_connection, transaction);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Rows have left the quarantine: there is room again.</summary>
    public void Unquarantined(int rows)
    {
        lock (_ledger.Gate)
        {
            _quarantined -= rows;
        }
    }

    public void Dispose()
    {
        _insertEvent.Dispose();
        _insertUnreadable.Dispose();
        _keeper.Dispose();
        foreach (var projection in _projections)
        {
            projection.Dispose();
        }

        _connection.Dispose();
    }

    private void Write(SqliteTransaction transaction, Incoming incoming, IngestCounters counted)
    {
        if (incoming.Gateway.Length == 0 || _keeper.Gateway(transaction, incoming.Store, incoming.Gateway) is not { } gateway)
        {
            Quarantine(transaction, null, (incoming as IncomingUnreadable)?.Topic ?? "", incoming.Received,
                (incoming as IncomingUnreadable)?.Reason ?? $"more than {CompletenessLedger.GatewaysMax} gateways", EventIntake.Quarantined(incoming.Bytes), counted);
            return;
        }

        switch (incoming)
        {
            case IncomingEvent one:
                WriteEvent(transaction, gateway, one, counted);
                break;
            case IncomingUnreadable one:
                WriteUnreadable(transaction, gateway, one, counted);
                break;
            case IncomingLink one:
                _keeper.NoteLink(transaction, gateway, one);
                break;
            case IncomingHealth one:
                _keeper.NoteHealth(transaction, gateway, one);
                break;
            case IncomingAnswer one:
                LedgerKeeper.NoteAnswer(gateway, one);
                break;
        }
    }

    private void WriteEvent(SqliteTransaction transaction, GatewayLedger gateway, IncomingEvent incoming, IngestCounters counted)
    {
        var read = incoming.Event;
        gateway.LastSeen = incoming.Received;
        if (_keeper.Epoch(transaction, gateway, read.Epoch) is not { } epoch)
        {
            gateway.Unreadable++;
            Quarantine(transaction, gateway, "", incoming.Received, $"more than {GatewayLedger.EpochsMax} epochs of one gateway", incoming.Bytes, counted);
            return;
        }

        gateway.AcksDue.Add(read.Epoch);
        var shown = ShownTime.Of(read, incoming.Received);
        if (epoch.IsStored(read.Sequence))
        {
            epoch.AddRepeat(shown);
            counted.Repeats++;
            return;
        }

        gateway.Clock = read.Clock;
        gateway.CurrentEpoch ??= read.Epoch;
        var id = (long)_insertEvent.Value(
            transaction, epoch.Id, read.Sequence, read.Type, UnixMicroseconds.Of(shown.At), UnixMicroseconds.Of(incoming.Received), incoming.Bytes)!;
        epoch.AddStored(read.Sequence, shown);
        if (read.Data is GatewayDropped dropped)
        {
            _keeper.NoteDropped(transaction, gateway, dropped);
        }

        foreach (var projection in _projections)
        {
            projection.Apply(transaction, new StoredEvent(id, gateway.Id, read, shown, incoming.Received, incoming.Bytes));
        }

        counted.Stored++;
        counted.Sensed(shown.At);
    }

    private void WriteUnreadable(SqliteTransaction transaction, GatewayLedger gateway, IncomingUnreadable incoming, IngestCounters counted)
    {
        gateway.Unreadable++;
        gateway.LastSeen = incoming.Received;
        if (incoming.Number is { } number && _keeper.Epoch(transaction, gateway, number.Epoch) is { } epoch)
        {
            gateway.AcksDue.Add(number.Epoch);
            if (epoch.IsStored(number.Sequence) || epoch.SettledWithin(new SequenceRange(number.Sequence, number.Sequence)) > 0)
            {
                epoch.AddRepeat(null);
                counted.Repeats++;
                return;
            }

            // The quarantine must really hold the bytes of a number that it settles, however full it is.
            InsertUnreadable(transaction, gateway, incoming.Topic, incoming.Received, incoming.Reason, incoming.Bytes, counted);
            epoch.AddQuarantined(number.Sequence);
            return;
        }

        Quarantine(transaction, gateway, incoming.Topic, incoming.Received, incoming.Reason, incoming.Bytes, counted);
    }

    private void Quarantine(
        SqliteTransaction transaction, GatewayLedger? gateway, string topic, DateTimeOffset received, string reason, byte[] bytes, IngestCounters counted)
    {
        if (_quarantined < QuarantinedMax)
        {
            InsertUnreadable(transaction, gateway, topic, received, reason, bytes, counted);
        }
        else
        {
            counted.Unreadable++;
        }
    }

    private void InsertUnreadable(
        SqliteTransaction transaction, GatewayLedger? gateway, string topic, DateTimeOffset received, string reason, byte[] bytes, IngestCounters counted)
    {
        _insertUnreadable.Run(transaction, gateway?.Id, topic, UnixMicroseconds.Of(received), reason, bytes, bytes.AsSpan().IndexOf("pseudonym"u8) >= 0 ? 1 : 0);
        _quarantined++;
        counted.Unreadable++;
    }

    private void ReadBackIfStale()
    {
        if (_ledger.IsStale)
        {
            ReadBack();
        }
    }

    // Whatever is wrong is the disk's fault and not that of the message at hand, which is tried again.
    private void ReadBack()
    {
        try
        {
            Reload();
        }
        catch (Exception wrong)
        {
            throw new IOException($"the ledger cannot be read back from the database: {wrong.Message}", wrong);
        }
    }

    private void Reload()
    {
        _ledger.IsStale = true;
        _keeper.Reload();
        _quarantined = _connection.Scalar("SELECT count(*) FROM quarantine");
        _ledger.IsStale = false;
    }
}
