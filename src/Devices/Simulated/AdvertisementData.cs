using System.Buffers.Binary;
using System.Text;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// Writes advertising data as beacons send it, from their specifications: Apple's Proximity Beacon Specification R1, AltBeacon 1.0,
/// Eddystone. The decoders in Sensing are written from the same documents and not from this.
/// </summary>
public static class AdvertisementData
{
    private const byte ManufacturerSpecific = 0xFF;
    private const ushort Apple = 0x004C;

    private static ReadOnlySpan<byte> Flags => [0x02, 0x01, 0x06]; // general discoverable, no BR/EDR

    private static ReadOnlySpan<byte> EddystoneServices => [0x03, 0x03, 0xAA, 0xFE]; // the list of 16-bit services: FEAA

    private static string[] UrlSchemes { get; } = ["http://www.", "https://www.", "http://", "https://"];

    private static string[] UrlEndings { get; } =
        [".com/", ".org/", ".edu/", ".net/", ".info/", ".biz/", ".gov/", ".com", ".org", ".edu", ".net", ".info", ".biz", ".gov"];

    /// <param name="measuredPowerDbm">RSSI at one metre.</param>
    public static byte[] IBeacon(Guid uuid, ushort major, ushort minor, sbyte measuredPowerDbm)
    {
        byte[] frame = [0x02, 0x15, .. uuid.ToByteArray(bigEndian: true), 0, 0, 0, 0, (byte)measuredPowerDbm];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(18), major);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(20), minor);
        return Manufacturer(Apple, frame);
    }

    /// <param name="id">20 bytes: organisation and unit.</param>
    public static byte[] AltBeacon(ushort manufacturer, ReadOnlySpan<byte> id, sbyte measuredPowerDbm, byte manufacturerData)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(id.Length, 20);
        return Manufacturer(manufacturer, [0xBE, 0xAC, .. id, (byte)measuredPowerDbm, manufacturerData]);
    }

    /// <param name="space">The namespace, 10 bytes.</param>
    /// <param name="instance">6 bytes.</param>
    /// <param name="txPowerDbm">Power at zero metres.</param>
    public static byte[] EddystoneUid(ReadOnlySpan<byte> space, ReadOnlySpan<byte> instance, sbyte txPowerDbm)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(space.Length, 10);
        ArgumentOutOfRangeException.ThrowIfNotEqual(instance.Length, 6);
        return Eddystone([0x00, (byte)txPowerDbm, .. space, .. instance, 0, 0]);
    }

    /// <param name="url">At most 17 bytes after scheme and endings have been shortened.</param>
    public static byte[] EddystoneUrl(string url, sbyte txPowerDbm)
    {
        var scheme = Array.FindIndex(UrlSchemes, one => url.StartsWith(one, StringComparison.Ordinal));
        if (scheme < 0) throw new ArgumentException($"'{url}' must begin with http:// or https://", nameof(url));

        var rest = url[UrlSchemes[scheme].Length..];
        for (var i = 0; i < UrlEndings.Length; i++)
        {
            rest = rest.Replace(UrlEndings[i], ((char)i).ToString(), StringComparison.Ordinal);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(rest.Length, 17, nameof(url));
        return Eddystone([0x10, (byte)txPowerDbm, (byte)scheme, .. Encoding.ASCII.GetBytes(rest)]);
    }

    /// <param name="uptime">Sent in tenths of a second.</param>
    public static byte[] EddystoneTlm(ushort batteryMillivolts, double temperatureCelsius, uint advertisements, TimeSpan uptime)
    {
        var frame = new byte[14];
        frame[0] = 0x20;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), batteryMillivolts);
        BinaryPrimitives.WriteInt16BigEndian(frame.AsSpan(4), (short)Math.Round(temperatureCelsius * 256)); // 8.8 fixed point
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(6), advertisements);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(10), (uint)(uptime.TotalSeconds * 10));
        return Eddystone(frame);
    }

    /// <summary>Flags and manufacturer-specific data, as phones and most tags send.</summary>
    public static byte[] Manufacturer(ushort company, ReadOnlySpan<byte> data) =>
        [.. Flags, (byte)(3 + data.Length), ManufacturerSpecific, (byte)company, (byte)(company >> 8), .. data];

    private static byte[] Eddystone(ReadOnlySpan<byte> frame) =>
        [.. Flags, .. EddystoneServices, (byte)(3 + frame.Length), 0x16, 0xAA, 0xFE, .. frame];
}
