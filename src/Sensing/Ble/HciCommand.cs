using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>The H4 command packets that set up scanning (Bluetooth Core 5.4, Vol 4 Part E, sections 7.3 and 7.8).</summary>
internal static class HciCommand
{
    public const ushort SetEventMask = 0x0C01;
    public const ushort LeSetEventMask = 0x2001;
    public const ushort LeReadLocalFeatures = 0x2003;
    public const ushort LeSetScanParameters = 0x200B;
    public const ushort LeSetScanEnable = 0x200C;
    public const ushort LeSetExtendedScanParameters = 0x2041;
    public const ushort LeSetExtendedScanEnable = 0x2042;

    private const byte OwnAddressPublic = 0;
    private const byte AcceptAll = 0;
    private const byte PhysLe1M = 0x01;
    private const byte PhysLe1MAndCoded = 0x05;

    public static ushort OpcodeOf(ReadOnlySpan<byte> command) => BinaryPrimitives.ReadUInt16LittleEndian(command[1..]);

    /// <summary>Every event of Core 5.4, because the kernel's own set-up on the same adapter must not lose any; bit 61 is LE Meta.</summary>
    public static byte[] EventMask() => Make(SetEventMask, 0xFF, 0xFF, 0xFB, 0xFF, 0x07, 0xF8, 0xBF, 0x3D);

    /// <summary>The first 20 LE events; bit 1 is Advertising Report, bit 12 Extended Advertising Report.</summary>
    public static byte[] LeEventMask() => Make(LeSetEventMask, 0xFF, 0xFF, 0x0F, 0, 0, 0, 0, 0);

    public static byte[] LocalFeatures() => Make(LeReadLocalFeatures);

    public static byte[] ScanParameters(bool active, ushort interval, ushort window) => Make(
        LeSetScanParameters, Flag(active), Low(interval), High(interval), Low(window), High(window), OwnAddressPublic, AcceptAll);

    /// <summary>Without the controller's filter for duplicates: presence needs every advertisement.</summary>
    public static byte[] ScanEnable(bool on) => Make(LeSetScanEnable, Flag(on), 0);

    public static byte[] ExtendedScanParameters(bool active, ushort interval, ushort window, bool codedPhy)
    {
        ReadOnlySpan<byte> phy = [Flag(active), Low(interval), High(interval), Low(window), High(window)];
        return codedPhy
            ? Make(LeSetExtendedScanParameters, [OwnAddressPublic, AcceptAll, PhysLe1MAndCoded, .. phy, .. phy])
            : Make(LeSetExtendedScanParameters, [OwnAddressPublic, AcceptAll, PhysLe1M, .. phy]);
    }

    /// <summary>Likewise without the filter, for as long as nobody stops it.</summary>
    public static byte[] ExtendedScanEnable(bool on) => Make(LeSetExtendedScanEnable, Flag(on), 0, 0, 0, 0, 0);

    internal static byte[] Make(ushort opcode, params ReadOnlySpan<byte> parameters) =>
        [0x01, Low(opcode), High(opcode), (byte)parameters.Length, .. parameters];

    private static byte Flag(bool on) => on ? (byte)1 : (byte)0;

    private static byte Low(ushort number) => (byte)number;

    private static byte High(ushort number) => (byte)(number >> 8);
}
