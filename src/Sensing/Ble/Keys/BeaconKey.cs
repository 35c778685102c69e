namespace EdgeGateway.Sensing;

/// <summary>
/// A beacon, phone or sensor that is known by its key. Only its <see cref="Name"/> ever leaves Sensing; the key is in no text that
/// this type makes.
/// </summary>
public sealed class BeaconKey
{
    internal const int KeyBytes = 16;

    internal BeaconKey(BeaconKeyKind kind, string name, byte[] secret) => (Kind, Name, Secret) = (kind, name, secret);

    public BeaconKeyKind Kind { get; }

    /// <summary>What it is called in events, for example <c>tag-0042</c>.</summary>
    public string Name { get; }

    /// <summary>The programme whose file names it.</summary>
    public string Programme { get; init; } = "";

    /// <summary>EID: a new id every 2^this seconds.</summary>
    public int RotationExponent { get; init; } = 10;

    /// <summary>EID: when the beacon's counter was zero.</summary>
    public DateTimeOffset Epoch { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>EID: how far the beacon's clock may be off.</summary>
    public TimeSpan ClockTolerance { get; init; } = ProgrammeOptions.EidClockToleranceDefault;

    /// <summary>BTHome: whose key it is, because the address is part of the nonce.</summary>
    public BluetoothAddress Address { get; init; }

    /// <summary>16 bytes; none for a BTHome sensor that does not encrypt.</summary>
    internal byte[] Secret { get; }

    public override string ToString() => $"{Kind} {Name}";
}
