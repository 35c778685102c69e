using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>
/// Reads the advertising reports in an H4 event packet, legacy and extended, without allocating and without throwing. Every other
/// event has no reports and no fault. Every report before a fault is good.
/// </summary>
public ref struct AdvertisingReportReader
{
    private const byte LegacySubevent = 0x02;
    private const byte ExtendedSubevent = 0x0D;

    private const byte LegacyScanResponse = 0x04;
    private const byte ExtendedScanResponse = 0x08;

    // Fields before the data; a legacy report has one more, its RSSI, behind the data.
    private const int LegacyFields = 9;
    private const int ExtendedFields = 24;

    private readonly bool isExtended;
    private ReadOnlySpan<byte> rest;
    private int left;

    /// <param name="packet">H4 type, event code, length, parameters.</param>
    public AdvertisingReportReader(ReadOnlySpan<byte> packet)
    {
        rest = [];
        Fault = HciEvent.Check(packet);
        if (Fault != ReportFault.None || packet[1] != HciEvent.LeMeta || packet.Length < HciEvent.HeaderBytes + 1
            || packet[HciEvent.HeaderBytes] is not (LegacySubevent or ExtendedSubevent))
        {
            return;
        }

        isExtended = packet[HciEvent.HeaderBytes] == ExtendedSubevent;
        left = packet.Length > HciEvent.HeaderBytes + 1 ? packet[HciEvent.HeaderBytes + 1] : 0;
        if (left == 0)
        {
            Fault = ReportFault.NoReports;
            return;
        }

        rest = packet[(HciEvent.HeaderBytes + 2)..];
    }

    /// <summary>What is wrong with the packet; complete once <see cref="Read"/> has returned false.</summary>
    public ReportFault Fault { get; private set; }

    /// <summary>The next report; false at the end, which may be a fault.</summary>
    public bool Read(out AdvertisingReport report)
    {
        if (left > 0)
        {
            // Arrayed parameters stand report by report (Core Vol 4 Part E, section 5.2).
            var fits = isExtended ? ReadExtended(out report) : ReadLegacy(out report);
            left = fits ? left - 1 : 0;
            Fault = fits ? Fault : ReportFault.ReportTruncated;
            rest = fits ? rest : [];
            return fits;
        }

        if (!rest.IsEmpty)
        {
            Fault = ReportFault.BytesLeftOver;
            rest = [];
        }

        report = default;
        return false;
    }

    private static BluetoothAddress AddressAt(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) << 32));

    private bool ReadLegacy(out AdvertisingReport report)
    {
        if (rest.Length < LegacyFields || rest.Length <= LegacyFields + rest[8])
        {
            report = default;
            return false;
        }

        int length = rest[8];
        report = new AdvertisingReport(
            AddressAt(rest[2..]), (AddressType)rest[1], (sbyte)rest[LegacyFields + length], rest.Slice(LegacyFields, length))
        {
            Sid = 0xFF,
            IsScanResponse = rest[0] == LegacyScanResponse,
        };
        rest = rest[(LegacyFields + length + 1)..];
        return true;
    }

    private bool ReadExtended(out AdvertisingReport report)
    {
        if (rest.Length < ExtendedFields || rest.Length < ExtendedFields + rest[23])
        {
            report = default;
            return false;
        }

        int length = rest[23];
        report = new AdvertisingReport(AddressAt(rest[3..]), (AddressType)rest[2], (sbyte)rest[13], rest.Slice(ExtendedFields, length))
        {
            Status = (ReportData)((rest[0] >> 5) & 0x03),
            Sid = rest[11],
            IsExtended = true,
            IsScanResponse = (rest[0] & ExtendedScanResponse) != 0,
            PrimaryPhy = (RadioPhy)rest[9],
            SecondaryPhy = (RadioPhy)rest[10],
        };
        rest = rest[(ExtendedFields + length)..];
        return true;
    }
}
