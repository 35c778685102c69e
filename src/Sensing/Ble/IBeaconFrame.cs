using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>
/// iBeacon (Apple, Proximity Beacon Specification R1): company 4C 00, then 02 15, UUID, major, minor, measured power.
/// Apple appends further elements to its data, so more bytes may follow.
/// </summary>
public readonly ref struct IBeaconFrame
{
    private readonly ReadOnlySpan<byte> value;

    internal IBeaconFrame(ReadOnlySpan<byte> value) => this.value = value;

    /// <summary>16 bytes as on the air, most significant first.</summary>
    public ReadOnlySpan<byte> Uuid => value.Slice(4, 16);

    public ushort Major => BinaryPrimitives.ReadUInt16BigEndian(value[20..]);

    public ushort Minor => BinaryPrimitives.ReadUInt16BigEndian(value[22..]);

    /// <summary>RSSI at one metre.</summary>
    public sbyte MeasuredPowerDbm => (sbyte)value[24];

    internal static bool Fits(ReadOnlySpan<byte> value) => value.Length >= 25 && value[2] == 0x02 && value[3] == 0x15;
}
