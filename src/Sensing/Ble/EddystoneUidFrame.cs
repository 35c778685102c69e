namespace EdgeGateway.Sensing;

/// <summary>Eddystone-UID: 00, transmit power, namespace of 10 bytes, instance of 6; the two reserved bytes may be missing.</summary>
public readonly ref struct EddystoneUidFrame
{
    internal const byte FrameType = 0x00;

    private readonly ReadOnlySpan<byte> frame;

    internal EddystoneUidFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    /// <summary>At 0 m, not at one metre as the others: 41 dB more (Eddystone-UID, Tx Power).</summary>
    public sbyte TxPowerDbm => (sbyte)frame[1];

    /// <summary>Namespace and instance together, 16 bytes.</summary>
    public ReadOnlySpan<byte> Uid => frame.Slice(2, 16);

    public ReadOnlySpan<byte> Namespace => frame.Slice(2, 10);

    public ReadOnlySpan<byte> Instance => frame.Slice(12, 6);

    internal static bool Fits(ReadOnlySpan<byte> frame) => frame.Length >= 18;
}
