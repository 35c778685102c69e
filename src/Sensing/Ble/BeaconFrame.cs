using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>
/// A beacon's frame in place. <see cref="Of"/> says which kind it is and has checked its length, so that the view of that kind
/// (<see cref="AsIBeacon"/> and its like) can read every field.
/// </summary>
public readonly ref struct BeaconFrame
{
    private const ushort Apple = 0x004C;
    private const ushort Eddystone = 0xFEAA;
    private const ushort BtHome = 0xFCD2;

    private readonly ReadOnlySpan<byte> value;

    private BeaconFrame(FrameKind kind, ReadOnlySpan<byte> value)
    {
        Kind = kind;
        this.value = value;
    }

    public FrameKind Kind { get; }

    /// <summary>The frame in an AD structure; <see cref="FrameKind.None"/> when there is none or it is malformed.</summary>
    public static BeaconFrame Of(scoped in AdStructure structure)
    {
        var value = structure.Value;
        if (value.Length < 2)
        {
            return default;
        }

        var owner = BinaryPrimitives.ReadUInt16LittleEndian(value);
        var kind = structure.Type switch
        {
            AdType.ManufacturerData => OfManufacturer(owner, value),
            AdType.ServiceData16 when owner == Eddystone => OfEddystone(value[2..]),
            AdType.ServiceData16 when owner == BtHome => BtHomeFrame.Fits(value[2..]) ? FrameKind.BtHome : FrameKind.None,
            _ => FrameKind.None,
        };

        return kind == FrameKind.None ? default : new BeaconFrame(kind, value);
    }

    public IBeaconFrame AsIBeacon() => new(Expect(FrameKind.IBeacon));

    public AltBeaconFrame AsAltBeacon() => new(Expect(FrameKind.AltBeacon));

    public EddystoneUidFrame AsEddystoneUid() => new(Expect(FrameKind.EddystoneUid)[2..]);

    public EddystoneUrlFrame AsEddystoneUrl() => new(Expect(FrameKind.EddystoneUrl)[2..]);

    public EddystoneTlmFrame AsEddystoneTlm() => new(Expect(FrameKind.EddystoneTlm)[2..]);

    public EddystoneEtlmFrame AsEddystoneEtlm() => new(Expect(FrameKind.EddystoneEtlm)[2..]);

    public EddystoneEidFrame AsEddystoneEid() => new(Expect(FrameKind.EddystoneEid)[2..]);

    public BtHomeFrame AsBtHome() => new(Expect(FrameKind.BtHome)[2..]);

    private static FrameKind OfManufacturer(ushort company, ReadOnlySpan<byte> value)
    {
        if (company == Apple && IBeaconFrame.Fits(value))
        {
            return FrameKind.IBeacon;
        }

        return AltBeaconFrame.Fits(value) ? FrameKind.AltBeacon : FrameKind.None;
    }

    private static FrameKind OfEddystone(ReadOnlySpan<byte> frame)
    {
        if (frame.IsEmpty)
        {
            return FrameKind.None;
        }

        return frame[0] switch
        {
            EddystoneUidFrame.FrameType when EddystoneUidFrame.Fits(frame) => FrameKind.EddystoneUid,
            EddystoneUrlFrame.FrameType when EddystoneUrlFrame.Fits(frame) => FrameKind.EddystoneUrl,
            EddystoneTlmFrame.FrameType when EddystoneTlmFrame.Fits(frame) => FrameKind.EddystoneTlm,
            EddystoneTlmFrame.FrameType when EddystoneEtlmFrame.Fits(frame) => FrameKind.EddystoneEtlm,
            EddystoneEidFrame.FrameType when EddystoneEidFrame.Fits(frame) => FrameKind.EddystoneEid,
            _ => FrameKind.None,
        };
    }

    private ReadOnlySpan<byte> Expect(FrameKind kind) =>
        Kind == kind ? value : throw new InvalidOperationException($"this frame is {Kind}, not {kind}; look at Kind first");
}
