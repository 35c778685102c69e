using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>Keys for the offline decoder, with the time at which the lines were heard. Every key is tried; nothing is remembered between lines.</summary>
public sealed class DecodeKeys : IDisposable
{
    private readonly EphemeralIdTable ephemeralIds = new();
    private readonly List<(AesBlock Key, string Name)> phones = [];
    private readonly List<(BeaconKey Key, BtHomeSensor Sensor)> sensors = [];

    /// <param name="at">Ephemeral ids are looked for within each key's clock tolerance around it.</param>
    public DecodeKeys(IReadOnlyList<BeaconKey> keys, DateTimeOffset at)
    {
        foreach (var key in keys)
        {
            var owner = new Identifier(IdentifierKinds.KeyName, key.Programme, key.Name);
            switch (key.Kind)
            {
                case BeaconKeyKind.Eid:
                    ephemeralIds.Add(key, owner);
                    break;
                case BeaconKeyKind.Irk:
                    phones.Add((new AesBlock(key.Secret), key.Name));
                    break;
                default:
                    sensors.Add((key, new BtHomeSensor(key, owner)));
                    break;
            }
        }

        ephemeralIds.Advance(at);
    }

    public void Dispose()
    {
        ephemeralIds.Dispose();
        phones.ForEach(phone => phone.Key.Dispose());
        sensors.ForEach(sensor => sensor.Sensor.Dispose());
    }

    internal string? OwnerOf(scoped in AdvertisingReport report)
    {
        if (report.AddressType == AddressType.Random && AddressResolver.IsResolvable(report.Address))
        {
            foreach (var (key, name) in phones)
            {
                if (AddressResolver.Fits(key, report.Address))
                {
                    return name;
                }
            }
        }

        return null;
    }

    internal string? OwnerOf(scoped in EddystoneEidFrame frame) => ephemeralIds.TryFind(frame.Value, out var match) ? match.Beacon.Value : null;

    /// <summary>Encrypted telemetry as a plain frame. Alone it does not say whose it is, so every beacon and period is tried; the check has 16 bits only.</summary>
    internal string? Decrypt(scoped in EddystoneEtlmFrame frame, Span<byte> plain)
    {
        foreach (var match in ephemeralIds.Matches)
        {
            if (match.TryDecrypt(frame, plain))
            {
                return match.Beacon.Value;
            }
        }

        return null;
    }

    /// <param name="address">Null when only advertising data is at hand: then every sensor is tried with its own address.</param>
    internal string? Decrypt(scoped in BtHomeFrame frame, BluetoothAddress? address, Span<byte> message, out int length)
    {
        length = 0;
        foreach (var (key, sensor) in sensors)
        {
            if ((address is null || address == key.Address) && sensor.TryDecrypt(frame, message, out length))
            {
                return key.Name;
            }
        }

        return null;
    }
}
