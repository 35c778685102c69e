namespace EdgeGateway.Sensing;

/// <summary>Eddystone-TLM, encrypted: 20 01, 12 bytes only the owner can read, salt and integrity check.</summary>
public readonly ref struct EddystoneEtlmFrame
{
    private readonly ReadOnlySpan<byte> frame;

    internal EddystoneEtlmFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    public ReadOnlySpan<byte> Encrypted => frame.Slice(2, 12);

    public ReadOnlySpan<byte> Salt => frame.Slice(14, 2);

    /// <summary>Message integrity check.</summary>
    public ReadOnlySpan<byte> Mic => frame.Slice(16, 2);

    internal static bool Fits(ReadOnlySpan<byte> frame) => frame.Length >= 18 && frame[1] == 0x01;
}
