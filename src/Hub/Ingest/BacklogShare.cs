namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// How fast each gateway may send its backlog: what the hub can take, divided by the gateways that are catching up now. A thousand stores that come
/// back together share it; one store alone has it all.
/// </summary>
internal sealed class BacklogShare(CompletenessLedger ledger, IngestOptions options, TimeProvider time)
{
    /// <summary>A gateway that lacks fewer is not catching up, it is merely ahead of its acknowledgement.</summary>
    public const int CatchingUpMin = 200;

    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(1);

    private long? _counted;
    private int _catchingUp;

    /// <summary>Events per second for this gateway, or null when it has nothing to catch up with. Called while the ledger's gate is held.</summary>
    public int? Of(EpochLedger epoch)
    {
        if (options.BacklogRate == 0 || epoch.MissingCount < CatchingUpMin)
        {
            return null;
        }

        if (_counted is not { } at || time.GetElapsedTime(at) >= CountEvery)
        {
            _counted = time.GetTimestamp();
            _catchingUp = ledger.Gateways.Count(IsCatchingUp);
        }

        return Math.Max(1, options.BacklogRate / Math.Max(1, _catchingUp));
    }

    private static bool IsCatchingUp(GatewayLedger gateway) =>
        gateway.Online == true && gateway.CurrentEpoch is { } current && gateway.Epochs.TryGetValue(current, out var epoch)
        && epoch.MissingCount >= CatchingUpMin;
}
