using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>AltBeacon 1.0: any company, then BE AC, a beacon id of 20 bytes, reference RSSI, one byte of the manufacturer's.</summary>
public readonly ref struct AltBeaconFrame
{
    private readonly ReadOnlySpan<byte> value;

    internal AltBeaconFrame(ReadOnlySpan<byte> value) => this.value = value;

    /// <summary>Bluetooth company identifier.</summary>
    public ushort Manufacturer => BinaryPrimitives.ReadUInt16LittleEndian(value);

    /// <summary>20 bytes as on the air.</summary>
    public ReadOnlySpan<byte> Id => value.Slice(4, 20);

    /// <summary>RSSI at one metre.</summary>
    public sbyte MeasuredPowerDbm => (sbyte)value[24];

    /// <summary>MFG RESERVED.</summary>
    public byte ManufacturerData => value[25];

    internal static bool Fits(ReadOnlySpan<byte> value) => value.Length >= 26 && value[2] == 0xBE && value[3] == 0xAC;
}
