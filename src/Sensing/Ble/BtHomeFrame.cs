using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>BTHome version 2 (bthome.io/format): device information, then measurements, or their encryption.</summary>
public readonly ref struct BtHomeFrame
{
    /// <summary>More than an extended advertisement's AD structure can hold.</summary>
    internal const int MessageBytesMax = 256;

    private const int Version = 2;
    private const int CounterBytes = 4;

    private readonly ReadOnlySpan<byte> frame;

    internal BtHomeFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    public bool IsEncrypted => (frame[0] & 0x01) != 0;

    /// <summary>It advertises on a trigger such as a button, not at an interval.</summary>
    public bool IsTriggerBased => (frame[0] & 0x04) != 0;

    /// <summary>Measurements; none when encrypted.</summary>
    public BtHomeReader Measurements => new(IsEncrypted ? [] : Body);

    /// <summary>Whether it is encrypted and long enough to be.</summary>
    internal bool HasTag => IsEncrypted && Body.Length >= CounterBytes + AesCcmTag4.TagBytes;

    internal byte Information => frame[0];

    /// <summary>Of an encrypted frame with a tag, as the three below.</summary>
    internal ReadOnlySpan<byte> Encrypted => Body[..^(CounterBytes + AesCcmTag4.TagBytes)];

    internal ReadOnlySpan<byte> Counter => Body[^(CounterBytes + AesCcmTag4.TagBytes)..^AesCcmTag4.TagBytes];

    internal uint CounterValue => BinaryPrimitives.ReadUInt32LittleEndian(Counter);

    internal ReadOnlySpan<byte> Tag => Body[^AesCcmTag4.TagBytes..];

    private ReadOnlySpan<byte> Body => frame[(HasAddress(frame) ? 7 : 1)..];

    internal static bool Fits(ReadOnlySpan<byte> frame) =>
        frame.Length >= 1 && frame[0] >> 5 == Version && (!HasAddress(frame) || frame.Length >= 7);

    // Bit 1 was used by early devices: the radio address stands first.
    private static bool HasAddress(ReadOnlySpan<byte> frame) => (frame[0] & 0x02) != 0;
}
