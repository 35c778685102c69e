using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// The <c>ack/stored</c> messages that are due, at most one per gateway and epoch: a newer number replaces an older one that
/// has not gone out yet.
/// </summary>
internal sealed class AckBoard(CompletenessLedger ledger, BacklogShare share) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _posted = new(0, 1);
    private Dictionary<(string Store, string Gateway, Guid Epoch), DueAck> _due = [];
    private bool _isAllDue;

    /// <summary>Called by the writer after a commit.</summary>
    public void Post(IReadOnlyCollection<GatewayLedger> changed)
    {
        lock (ledger.Gate)
        {
            if (_isAllDue)
            {
                PostAll();
            }

            foreach (var gateway in changed)
            {
                foreach (var epoch in gateway.AcksDue)
                {
                    Post(gateway, gateway.Epochs[epoch]);
                }

                gateway.AcksDue.Clear();
            }
        }
    }

    /// <summary>After a reconnect: the broker may have forgotten its retained messages. Of a ledger that is not the disk's nothing is told before the next commit.</summary>
    public void PostAll()
    {
        lock (ledger.Gate)
        {
            _isAllDue = ledger.IsStale;
            if (_isAllDue)
            {
                return;
            }

            foreach (var gateway in ledger.Gateways)
            {
                if (gateway.CurrentEpoch is { } epoch && gateway.Epochs.TryGetValue(epoch, out var current))
                {
                    Post(gateway, current);
                }
            }
        }
    }

    /// <summary>Waits until something is due and takes it all.</summary>
    public async Task<IReadOnlyCollection<DueAck>> TakeAsync(CancellationToken stopping)
    {
        await _posted.WaitAsync(stopping);
        lock (_gate)
        {
            var taken = _due.Values;
            _due = [];
            return taken;
        }
    }

    /// <summary>Puts back what could not be published, unless something newer is due by now.</summary>
    public void Return(IEnumerable<DueAck> unsent)
    {
        foreach (var ack in unsent)
        {
            lock (_gate)
            {
                _due.TryAdd((ack.Store, ack.Gateway, ack.Stored.Epoch), ack);
            }

            Wake();
        }
    }

    public void Dispose() => _posted.Dispose();

    private void Post(GatewayLedger gateway, EpochLedger epoch)
    {
        lock (_gate)
        {
            // Only the current epoch is worth remembering for a gateway that comes back; an old one is told to who listens now.
            _due[(gateway.Store, gateway.Name, epoch.Epoch)] =
                new DueAck(gateway.Store, gateway.Name, new StoredAck(epoch.Epoch, epoch.CompleteTo, share.Of(epoch)), gateway.CurrentEpoch == epoch.Epoch);
        }

        Wake();
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_posted.CurrentCount == 0)
            {
                _posted.Release();
            }
        }
    }
}
