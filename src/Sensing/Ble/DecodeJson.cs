using System.Buffers;
using System.Text.Json;

namespace EdgeGateway.Sensing;

/// <summary>
/// The offline decoder behind <c>edgectl decode ble</c>: one line of hex becomes one JSON object, whatever the line is.
/// What was read before a fault is given beside the error.
/// </summary>
public static class DecodeJson
{
    /// <summary>Extended advertising data has at most 1650 bytes (Bluetooth Core 5.4, Vol 6 Part B, section 2.3.4.9); an H4 event has less.</summary>
    public const int PayloadBytesMax = 1650;

    /// <summary>No longer line can be right.</summary>
    public const int LineBytesMax = PayloadBytesMax * 2;

    /// <summary>Writes one object for one line, without its line end.</summary>
    /// <param name="line">Upper-case or lower-case hex digits, nothing else; any bytes are survived.</param>
    /// <param name="keys">Makes encrypted and ephemeral frames readable; null for none.</param>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> line, DecodeFormat format, DecodeKeys? keys = null)
    {
        Span<byte> payload = stackalloc byte[PayloadBytesMax];
        writer.WriteStartObject();
        if (ProblemOf(line, payload, out var length) is { } problem)
        {
            WriteError(writer, problem);
        }
        else if (format == DecodeFormat.Ad)
        {
            WriteAdvertisement(writer, payload[..length], keys);
        }
        else
        {
            WriteEvent(writer, payload[..length], keys);
        }

        writer.WriteEndObject();
    }

    private static string? ProblemOf(ReadOnlySpan<byte> line, Span<byte> payload, out int length)
    {
        length = 0;
        if (line.IsEmpty)
        {
            return "the line is empty";
        }

        if (line.Length > LineBytesMax)
        {
            return "the line is longer than 3300 hex digits";
        }

        if (line.Length % 2 != 0)
        {
            return "an odd number of hex digits";
        }

        return Convert.FromHexString(line, payload, out _, out length) == OperationStatus.Done ? null : "not all are hex digits";
    }

    private static void WriteAdvertisement(Utf8JsonWriter writer, ReadOnlySpan<byte> data, DecodeKeys? keys)
    {
        WriteVerdict(writer, IsTruncated(data) ? "the data ends inside an AD structure" : null);
        WriteData(writer, data, keys, address: null);
    }

    private static void WriteEvent(Utf8JsonWriter writer, ReadOnlySpan<byte> packet, DecodeKeys? keys)
    {
        WriteVerdict(writer, ProblemOf(packet));
        writer.WriteStartArray("reports"u8);
        var reports = new AdvertisingReportReader(packet);
        while (reports.Read(out var report))
        {
            WriteReport(writer, report, keys);
        }

        writer.WriteEndArray();
    }

    private static void WriteReport(Utf8JsonWriter writer, scoped in AdvertisingReport report, DecodeKeys? keys)
    {
        Span<byte> address = stackalloc byte[BluetoothAddress.TextBytes];
        report.Address.Write(address);
        writer.WriteStartObject();
        writer.WriteString("address"u8, address);
        writer.WriteString("addressType"u8, NameOf(report.AddressType));
        if (report.RssiDbm is { } rssi)
        {
            writer.WriteNumber("rssi"u8, rssi);
        }
        else
        {
            writer.WriteNull("rssi"u8);
        }

        if (report.Status != ReportData.Complete)
        {
            writer.WriteString("data"u8, report.Status == ReportData.Incomplete ? "incomplete"u8 : "truncated"u8);
        }

        WriteChannel(writer, report);
        if (keys?.OwnerOf(report) is { } owner)
        {
            writer.WriteString("resolved"u8, owner);
        }

        WriteData(writer, report.Data, keys, report.Address);
        writer.WriteEndObject();
    }

    // What only some reports have is only there when they have it.
    private static void WriteChannel(Utf8JsonWriter writer, scoped in AdvertisingReport report)
    {
        if (report.IsScanResponse)
        {
            writer.WriteBoolean("scanResponse"u8, true);
        }

        if (report.IsExtended)
        {
            writer.WriteString("primaryPhy"u8, NameOf(report.PrimaryPhy));
            if (report.SecondaryPhy != RadioPhy.None)
            {
                writer.WriteString("secondaryPhy"u8, NameOf(report.SecondaryPhy));
            }
        }
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlySpan<byte> data, DecodeKeys? keys, BluetoothAddress? address)
    {
        Span<byte> hex = stackalloc byte[byte.MaxValue * 2];
        writer.WriteStartArray("structures"u8);
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            writer.WriteStartObject();
            writer.WriteNumber("type"u8, structure.Type);
            Convert.TryToHexStringLower(structure.Value, hex, out var digits);
            writer.WriteString("value"u8, hex[..digits]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("frames"u8);
        structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            FrameJson.Write(writer, BeaconFrame.Of(structure), keys, address);
        }

        writer.WriteEndArray();
    }

    private static string? ProblemOf(ReadOnlySpan<byte> packet)
    {
        var reports = new AdvertisingReportReader(packet);
        var dataProblem = false;
        while (reports.Read(out var report))
        {
            // A fragment may end anywhere.
            dataProblem |= report.Status == ReportData.Complete && IsTruncated(report.Data);
        }

        return reports.Fault switch
        {
            ReportFault.None => dataProblem ? "the data of a report ends inside an AD structure" : null,
            ReportFault.NotAnEvent => "not an H4 event packet, which begins with 04",
            ReportFault.PacketTruncated => "the packet has fewer bytes than its length says",
            ReportFault.PacketTooLong => "the packet has more bytes than its length says",
            ReportFault.NoReports => "an advertising report event without reports",
            ReportFault.ReportTruncated => "the event ends inside a report",
            _ => "bytes are left over behind the last report",
        };
    }

    private static bool IsTruncated(ReadOnlySpan<byte> data)
    {
        var structures = new AdvertisementReader(data);
        while (structures.Read(out _))
        {
        }

        return structures.IsTruncated;
    }

    private static ReadOnlySpan<byte> NameOf(AddressType type) => type switch
    {
        AddressType.Public => "public"u8,
        AddressType.Random => "random"u8,
        AddressType.PublicIdentity => "public-identity"u8,
        AddressType.RandomIdentity => "random-identity"u8,
        AddressType.Anonymous => "anonymous"u8,
        _ => "reserved"u8,
    };

    private static ReadOnlySpan<byte> NameOf(RadioPhy phy) => phy switch
    {
        RadioPhy.OneMegabit => "1M"u8,
        RadioPhy.TwoMegabit => "2M"u8,
        RadioPhy.Coded => "coded"u8,
        _ => "reserved"u8,
    };

    private static void WriteVerdict(Utf8JsonWriter writer, string? problem)
    {
        if (problem is null)
        {
            writer.WriteBoolean("ok"u8, true);
        }
        else
        {
            WriteError(writer, problem);
        }
    }

    private static void WriteError(Utf8JsonWriter writer, string problem)
    {
        writer.WriteBoolean("ok"u8, false);
        writer.WriteString("error"u8, problem);
    }
}
