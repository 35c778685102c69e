using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// The enrolled keys at work for one radio: ephemeral ids, encrypted telemetry, resolvable addresses and BTHome sensors. Belongs to
/// the radio's thread; what strangers can make it compute is bounded by <see cref="TrialBudget"/>.
/// </summary>
internal sealed class KeyedBeacons : IDisposable
{
    private readonly TrialBudget budget = new();
    private readonly EphemeralIdTable ephemeralIds = new();
    private readonly AddressResolver addresses;
    private readonly Dictionary<BluetoothAddress, BtHomeSensor> sensors = [];

    public KeyedBeacons(Enrolment enrolment)
    {
        addresses = new AddressResolver(budget);
        foreach (var key in enrolment.BeaconKeys)
        {
            if (enrolment.AdmitKey(key) is { } beacon)
            {
                Add(key, beacon);
            }
        }
    }

    /// <summary>Advertisements whose keys were not tried, because too many strangers' had been tried in that second.</summary>
    public long TrialsRefused => budget.Refused;

    /// <summary>Moves the ephemeral ids on; cheap while no beacon's period has changed.</summary>
    public void Advance(DateTimeOffset utcNow) => ephemeralIds.Advance(utcNow);

    public bool TryFind(scoped in EddystoneEidFrame frame, out EphemeralMatch match) => ephemeralIds.TryFind(frame.Value, out match);

    public Identifier? OwnerOf(scoped in AdvertisingReport report, TimeSpan at) =>
        report.AddressType == AddressType.Random ? addresses.Resolve(report.Address, at) : null;

    /// <summary>Encrypted telemetry of a beacon whose id was just heard, as a plain frame.</summary>
    /// <param name="plain">At least <see cref="EddystoneTlmFrame.Bytes"/>.</param>
    public bool TryDecrypt(scoped in EphemeralMatch beacon, scoped in EddystoneEtlmFrame frame, TimeSpan at, Span<byte> plain) =>
        budget.TrySpend(AesEaxTag2.Blocks, at) && beacon.TryDecrypt(frame, plain);

    /// <summary>What an enrolled BTHome sensor measured; null when it is not enrolled, not genuine, not news or about something else.</summary>
    public BeaconTelemetry? Measured(string sensor, scoped in AdvertisingReport report, scoped in BtHomeFrame frame, TimeSpan at)
    {
        // A sensor that has a key and does not encrypt is somebody else with its address.
        if (sensors.Count == 0 || !sensors.TryGetValue(report.Address, out var known) || known.IsEncrypted != frame.IsEncrypted)
        {
            return null;
        }

        if (!frame.IsEncrypted)
        {
            return BtHomeTelemetry.Of(sensor, at, known.Identifier, frame.Measurements);
        }

        Span<byte> message = stackalloc byte[BtHomeFrame.MessageBytesMax];
        return budget.TrySpend(AesCcmTag4.BlocksFor(frame.Encrypted.Length), at)
            && known.TryDecrypt(frame, message, out var length) && known.IsNews(frame.CounterValue, at)
            ? BtHomeTelemetry.Of(sensor, at, known.Identifier, new BtHomeReader(message[..length]))
            : null;
    }

    public void Dispose()
    {
        ephemeralIds.Dispose();
        addresses.Dispose();
        foreach (var sensor in sensors.Values)
        {
            sensor.Dispose();
        }
    }

    private void Add(BeaconKey key, Identifier beacon)
    {
        switch (key.Kind)
        {
            case BeaconKeyKind.Eid:
                ephemeralIds.Add(key, beacon);
                break;
            case BeaconKeyKind.Irk:
                addresses.Add(key, beacon);
                break;
            default:
                sensors.TryAdd(key.Address, new BtHomeSensor(key, beacon));
                break;
        }
    }
}
