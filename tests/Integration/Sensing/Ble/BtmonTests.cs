using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>The decoder beside bluez's btmon on the same capture: every report's address, strength and structures.</summary>
public partial class BtmonTests
{
    [Fact]
    public async Task EveryReportOfTheStreetIsReadAsBtmonReadsIt()
    {
        var capture = BleData.PathOf("street.btsnoop");
        var theirs = ReadBtmon(await RunBtmonAsync(capture));
        var ours = ReadOurs(capture, out var iBeacons);

        Assert.Equal(412, ours.Count);
        Assert.Equal(11, iBeacons);
        Assert.Equal(theirs.Count, ours.Count);
        for (var i = 0; i < ours.Count; i++)
        {
            Assert.Equal($"#{i + 1} {theirs[i]}", $"#{i + 1} {ours[i]}");
        }
    }

    private static async Task<string> RunBtmonAsync(string capture)
    {
        try
        {
            using var btmon = Process.Start(new ProcessStartInfo("btmon", ["-r", capture]) { RedirectStandardOutput = true })!;
            var text = await btmon.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await btmon.WaitForExitAsync(TestContext.Current.CancellationToken);
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("btmon is not installed: apt install bluez");
            return "";
        }
    }

    // One line per report: address, kind of address, length, structures in btmon's words, strength.
    private static List<string> ReadBtmon(string text)
    {
        var reports = new List<string>();
        var current = "";
        foreach (var line in text.Split('\n'))
        {
            if (Field().Match(line) is { Success: true } field && Told(field.Groups[1].Value, field.Groups[2].Value) is { } told)
            {
                current += told;
            }
            else if (Detail().Match(line) is { Success: true } detail && detail.Groups[1].Value is "Data" or "Type" or "Version" or "TX power")
            {
                current += $" {detail.Groups[1].Value}={Regex.Replace(detail.Groups[2].Value, @"^[^(]*\((\d+)\)$", "$1")}";
            }

            if (line.StartsWith("        RSSI: ", StringComparison.Ordinal))
            {
                reports.Add(current.Trim());
                current = "";
            }
        }

        return reports;
    }

    private static string? Told(string name, string value) => name switch
    {
        "Address" => $" {value[..17]}",
        "Address type" => $" {value.Split(' ')[0]}",
        "Data length" => $" {value}",
        "RSSI" => $" | {value.Split(' ')[0]}",
        "Flags" => $" | Flags {value}",
        "Name (complete)" or "Name (short)" => $" | {name} {value}",
        "TX power" => $" | TX power {value.Split(' ')[0]}",
        "Company" => $" | Company {Regex.Match(value, @"\((\d+)\)$").Groups[1]}",
        "Service Data" => $" | Service Data {Regex.Match(value, @"\((0x[0-9a-f]+)\)$").Groups[1]}",
        "Peripheral Conn. Interval" => $" | Interval {value}",
        _ when name.Contains("Service UUIDs", StringComparison.Ordinal) => $" | {name} {value.Split(' ')[0]}",
        _ => null,
    };

    private static List<string> ReadOurs(string capture, out int iBeacons)
    {
        iBeacons = 0;
        var lines = new List<string>();
        using var stream = File.OpenRead(capture);
        var reader = BtsnoopReader.Open(stream, capture);
        while (reader.ReadEvent())
        {
            var reports = new AdvertisingReportReader(reader.Packet);
            while (reports.Read(out var report))
            {
                var address = new byte[BluetoothAddress.TextBytes];
                report.Address.Write(address);
                var line = $"{report.AddressType} {System.Text.Encoding.ASCII.GetString(address)} {report.Data.Length}";
                var structures = new AdvertisementReader(report.Data);
                while (structures.Read(out var structure))
                {
                    line += $" | {InBtmonsWords(structure)}";
                    iBeacons += BeaconFrame.Of(structure).Kind == FrameKind.IBeacon ? 1 : 0;
                }

                lines.Add($"{line} | {report.RssiDbm?.ToString(CultureInfo.InvariantCulture) ?? "127"}");
            }

            Assert.Equal(ReportFault.None, reports.Fault);
        }

        Assert.Equal("", reader.Problem);
        return lines;
    }

    private static string InBtmonsWords(scoped in AdStructure structure)
    {
        var value = structure.Value;
        var text = System.Text.Encoding.ASCII.GetString(value);
        return structure.Type switch
        {
            0x01 => $"Flags 0x{value[0]:x2}",
            0x02 => $"16-bit Service UUIDs (partial) {value.Length / 2}",
            0x03 => $"16-bit Service UUIDs (complete) {value.Length / 2}",
            0x06 => $"128-bit Service UUIDs (partial) {value.Length / 16}",
            0x07 => $"128-bit Service UUIDs (complete) {value.Length / 16}",
            0x08 => $"Name (short) {text}",
            0x09 => $"Name (complete) {text}",
            0x0A => $"TX power {(sbyte)value[0]}",
            0x12 => $"Interval 0x{U16(value):x4} - 0x{U16(value[2..]):x4}",
            0x16 => $"Service Data 0x{U16(value):x4}{Data(value[2..])}",
            0xFF when U16(value) == 76 => $"Company 76{Apple(structure)}",
            0xFF => $"Company {U16(value)}{Data(value[2..])}",
            _ => $"type {structure.Type}",
        };
    }

    // Apple's data is a list of type, length, value; btmon 5.66 prints an iBeacon's numbers byte-swapped.
    private static string Apple(scoped in AdStructure structure)
    {
        var frame = BeaconFrame.Of(structure);
        if (frame.Kind == FrameKind.IBeacon)
        {
            var iBeacon = frame.AsIBeacon();
            return $" Type=2 Version={Swap(iBeacon.Major)}.{Swap(iBeacon.Minor)} TX power={iBeacon.MeasuredPowerDbm} dB";
        }

        var told = "";
        for (var rest = structure.Value[2..]; rest.Length >= 2; rest = rest[Math.Min(rest.Length, 2 + rest[1])..])
        {
            told += $" Type={rest[0]}{Data(rest.Slice(2, Math.Min(rest[1], rest.Length - 2)))}";
        }

        return told;
    }

    private static string Data(ReadOnlySpan<byte> data) => data.IsEmpty ? "" : $" Data={Convert.ToHexStringLower(data)}";

    private static ushort U16(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static ushort Swap(ushort number) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(number);

    [GeneratedRegex(@"^        (\S[^:]*): (.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"^          (\S[^:]*): (.*)$")]
    private static partial Regex Detail();
}
