using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>Eddystone-EID: 30, transmit power, and an ephemeral id of 8 bytes that only its resolver knows.</summary>
public readonly ref struct EddystoneEidFrame
{
    internal const byte FrameType = 0x30;

    private readonly ReadOnlySpan<byte> frame;

    internal EddystoneEidFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    /// <summary>At 0 m.</summary>
    public sbyte TxPowerDbm => (sbyte)frame[1];

    public ReadOnlySpan<byte> Eid => frame.Slice(2, 8);

    /// <summary>The same as a number, first byte highest.</summary>
    internal ulong Value => BinaryPrimitives.ReadUInt64BigEndian(Eid);

    internal static bool Fits(ReadOnlySpan<byte> frame) => frame.Length >= 10;
}
