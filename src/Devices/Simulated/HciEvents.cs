using System.Buffers.Binary;

namespace EdgeGateway.Devices.Simulated;

/// <summary>Writes H4 event packets as a controller sends them (Bluetooth Core 5.4, Vol 4 Part E 7.7).</summary>
internal static class HciEvents
{
    private const byte EventPacket = 0x04;
    private const byte CommandCompleteEvent = 0x0E;
    private const byte LeMetaEvent = 0x3E;
    private const byte LegacyReport = 0x02;
    private const byte ExtendedReport = 0x0D;
    private const int LegacyDataMax = 31;
    private const int ExtendedDataMax = 229; // 255 less the subevent, the count and the report's 24 fixed bytes
    private const ushort MoreDataToCome = 1 << 5;
    private const byte NotProvided = 0x7F; // TX power

    // Event_Type of an extended report for each legacy PDU (7.7.65.13).
    private static ReadOnlySpan<byte> ExtendedTypeOfLegacyPdu => [0x13, 0x15, 0x12, 0x10, 0x1B];

    /// <summary>Command Complete: one command may follow, the opcode, the return parameters beginning with the status.</summary>
    internal static byte[] CommandComplete(ushort opcode, params ReadOnlySpan<byte> returned) =>
        [EventPacket, CommandCompleteEvent, (byte)(3 + returned.Length), 1, (byte)opcode, (byte)(opcode >> 8), .. returned];

    /// <summary>LE Advertising Report with one report.</summary>
    internal static byte[] Legacy(SimulatedAdvertisement heard)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heard.Data.Length, LegacyDataMax);
        return
        [
            EventPacket, LeMetaEvent, (byte)(12 + heard.Data.Length), LegacyReport, 1, heard.EventType, heard.AddressType,
            .. Address(heard.Address), (byte)heard.Data.Length, .. heard.Data, (byte)heard.RssiDbm,
        ];
    }

    /// <summary>LE Extended Advertising Report; data that one event cannot hold comes as several, all but the last marked incomplete.</summary>
    internal static IEnumerable<byte[]> Extended(SimulatedAdvertisement heard)
    {
        var type = heard.IsExtended ? (ushort)0 : ExtendedTypeOfLegacyPdu[heard.EventType];
        var from = 0;
        do
        {
            var data = heard.Data.AsMemory(from, Math.Min(ExtendedDataMax, heard.Data.Length - from));
            from += data.Length;
            yield return ExtendedPart(heard, from < heard.Data.Length ? (ushort)(type | MoreDataToCome) : type, data.Span);
        }
        while (from < heard.Data.Length);
    }

    private static byte[] ExtendedPart(SimulatedAdvertisement heard, ushort type, ReadOnlySpan<byte> data) =>
    [
        EventPacket, LeMetaEvent, (byte)(26 + data.Length), ExtendedReport, 1, (byte)type, (byte)(type >> 8), heard.AddressType,
        .. Address(heard.Address), 1, (byte)(heard.IsExtended ? 2 : 0), (byte)(heard.IsExtended ? 1 : 0xFF), NotProvided, (byte)heard.RssiDbm,
        0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)data.Length, .. data,
    ];

    private static byte[] Address(ulong address)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, address);
        return bytes[..6];
    }
}
