using EdgeGateway.Events;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>Changes the accounts inside the writer's transaction, and knows which of them the commit has to write.</summary>
internal sealed class LedgerKeeper(SqliteConnection connection, CompletenessLedger ledger) : IDisposable
{
    private readonly LedgerRows _rows = new(connection);
    private readonly HashSet<GatewayLedger> _touched = [];

    /// <summary>The gateway's account, begun if need be; null when there are too many.</summary>
    public GatewayLedger? Gateway(SqliteTransaction transaction, string store, string name)
    {
        var gateway = ledger.Find(store, name);
        if (gateway is null)
        {
            if (ledger.Gateways.Count >= CompletenessLedger.GatewaysMax)
            {
                return null;
            }

            gateway = _rows.NewGateway(transaction, store, name);
            ledger.Add(gateway);
        }

        gateway.IsTouched = true;
        _touched.Add(gateway);
        return gateway;
    }

    /// <summary>The epoch's account, begun if need be; null when the gateway has begun too many.</summary>
    public EpochLedger? Epoch(SqliteTransaction transaction, GatewayLedger gateway, Guid epoch)
    {
        if (gateway.Epochs.TryGetValue(epoch, out var known))
        {
            return known;
        }

        if (gateway.Epochs.Count >= GatewayLedger.EpochsMax)
        {
            return null;
        }

        return gateway.Epochs[epoch] = _rows.NewEpoch(transaction, gateway, epoch);
    }

    public void NoteDropped(SqliteTransaction transaction, GatewayLedger gateway, GatewayDropped dropped)
    {
        // The ranges may belong to an outbox that was given up, hence an epoch of their own.
        if (Epoch(transaction, gateway, dropped.Epoch) is { } epoch)
        {
            gateway.AcksDue.Add(dropped.Epoch);
            foreach (var range in dropped.Ranges)
            {
                epoch.AddDropped(dropped.Reason, range);
            }
        }
    }

    public void NoteLink(SqliteTransaction transaction, GatewayLedger gateway, IncomingLink incoming)
    {
        var link = incoming.Link;
        if (gateway.Online != link.Online || !incoming.Retained)
        {
            gateway.LinkChanged = incoming.Received;
        }

        gateway.Online = link.Online;
        gateway.LastSeen = incoming.Retained || !link.Online ? gateway.LastSeen : incoming.Received;
        gateway.Version = link.Version.Length == 0 ? gateway.Version : link.Version;
        if (link.Online && Epoch(transaction, gateway, link.Epoch) is { } epoch)
        {
            gateway.CurrentEpoch = link.Epoch;
            epoch.HasProduced(link.NextSequence - 1);
            gateway.AcksDue.Add(link.Epoch);
        }
    }

    public void NoteHealth(SqliteTransaction transaction, GatewayLedger gateway, IncomingHealth incoming)
    {
        gateway.Health = incoming.Health;
        gateway.HealthJson = incoming.Bytes;
        gateway.HealthReceived = incoming.Received;
        gateway.Clock = incoming.Health.Clock;
        gateway.Version = incoming.Health.Version;
        gateway.LastSeen = incoming.Retained ? gateway.LastSeen : incoming.Received;
        if (Epoch(transaction, gateway, incoming.Health.Epoch) is { } epoch)
        {
            gateway.CurrentEpoch = incoming.Health.Epoch;
            epoch.HasProduced(incoming.Health.NextSequence - 1);
        }
    }

    public void NoteAsked(GatewayLedger gateway, EpochLedger epoch, IReadOnlyList<SequenceRange> ranges, DateTimeOffset now)
    {
        epoch.Ask(ranges, now);
        _touched.Add(gateway);
    }

    public static void NoteAnswer(GatewayLedger gateway, IncomingAnswer incoming)
    {
        // What nobody has asked for settles nothing, and begins no account.
        if (gateway.Epochs.TryGetValue(incoming.Answer.Epoch, out var epoch))
        {
            epoch.Answered(incoming.Answer, incoming.Received);
            gateway.AcksDue.Add(epoch.Epoch);
        }
    }

    /// <summary>Writes what has changed since the last commit.</summary>
    public void Write(SqliteTransaction transaction) => _rows.Write(transaction, _touched);

    /// <summary>The transaction is on the disk.</summary>
    public IReadOnlyCollection<GatewayLedger> Committed()
    {
        var changed = _touched.ToArray();
        _touched.Clear();
        foreach (var gateway in changed)
        {
            gateway.IsTouched = false;
            foreach (var epoch in gateway.Epochs.Values)
            {
                epoch.Committed();
            }
        }

        return changed;
    }

    /// <summary>The transaction is undone: memory becomes what the disk says.</summary>
    public void Reload()
    {
        _touched.Clear();
        LedgerRows.Load(connection, ledger);
    }

    public void Dispose() => _rows.Dispose();
}
