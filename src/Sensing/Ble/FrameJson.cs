using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Unicode;

namespace EdgeGateway.Sensing;

/// <summary>A beacon's frame as the JSON of <c>edgectl decode ble</c>: bytes as lower-case hex digits, numbers as numbers, null for "not given".</summary>
internal static class FrameJson
{
    /// <summary>Writes one object, or nothing for <see cref="FrameKind.None"/>.</summary>
    /// <param name="keys">Null when none were given.</param>
    /// <param name="address">Who sent it, where that is known.</param>
    public static void Write(Utf8JsonWriter writer, scoped in BeaconFrame frame, DecodeKeys? keys, BluetoothAddress? address)
    {
        if (frame.Kind == FrameKind.None)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("kind"u8, NameOf(frame.Kind));
        switch (frame.Kind)
        {
            case FrameKind.IBeacon: Write(writer, frame.AsIBeacon()); break;
            case FrameKind.AltBeacon: Write(writer, frame.AsAltBeacon()); break;
            case FrameKind.EddystoneUid: Write(writer, frame.AsEddystoneUid()); break;
            case FrameKind.EddystoneUrl: Write(writer, frame.AsEddystoneUrl()); break;
            case FrameKind.EddystoneTlm: Write(writer, frame.AsEddystoneTlm()); break;
            case FrameKind.EddystoneEtlm: Write(writer, frame.AsEddystoneEtlm(), keys); break;
            case FrameKind.EddystoneEid: Write(writer, frame.AsEddystoneEid(), keys); break;
            default: Write(writer, frame.AsBtHome(), keys, address); break;
        }

        writer.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(FrameKind kind) => kind switch
    {
        FrameKind.IBeacon => "ibeacon"u8,
        FrameKind.AltBeacon => "altbeacon"u8,
        FrameKind.EddystoneUid => "eddystone-uid"u8,
        FrameKind.EddystoneUrl => "eddystone-url"u8,
        FrameKind.EddystoneTlm => "eddystone-tlm"u8,
        FrameKind.EddystoneEtlm => "eddystone-etlm"u8,
        FrameKind.EddystoneEid => "eddystone-eid"u8,
        _ => "bthome"u8,
    };

    private static void Write(Utf8JsonWriter writer, scoped in IBeaconFrame frame)
    {
        Span<byte> uuid = stackalloc byte[36];
        new Guid(frame.Uuid, bigEndian: true).TryFormat(uuid, out _);
        writer.WriteString("uuid"u8, uuid);
        writer.WriteNumber("major"u8, frame.Major);
        writer.WriteNumber("minor"u8, frame.Minor);
        writer.WriteNumber("measuredPower"u8, frame.MeasuredPowerDbm);
    }

    private static void Write(Utf8JsonWriter writer, scoped in AltBeaconFrame frame)
    {
        writer.WriteNumber("manufacturer"u8, frame.Manufacturer);
        WriteHex(writer, "id"u8, frame.Id);
        writer.WriteNumber("measuredPower"u8, frame.MeasuredPowerDbm);
        writer.WriteNumber("manufacturerData"u8, frame.ManufacturerData);
    }

    private static void Write(Utf8JsonWriter writer, scoped in EddystoneUidFrame frame)
    {
        WriteHex(writer, "namespace"u8, frame.Namespace);
        WriteHex(writer, "instance"u8, frame.Instance);
        writer.WriteNumber("txPower"u8, frame.TxPowerDbm);
    }

    private static void Write(Utf8JsonWriter writer, scoped in EddystoneUrlFrame frame)
    {
        Span<byte> url = stackalloc byte[EddystoneUrlFrame.UrlBytesMax];
        writer.WriteString("url"u8, url[..frame.WriteUrl(url)]);
        writer.WriteNumber("txPower"u8, frame.TxPowerDbm);
    }

    private static void Write(Utf8JsonWriter writer, scoped in EddystoneTlmFrame frame)
    {
        WriteNumber(writer, "batteryMillivolts"u8, frame.BatteryMillivolts);
        WriteNumber(writer, "temperatureCelsius"u8, frame.TemperatureCelsius);
        writer.WriteNumber("advertisements"u8, frame.Advertisements);
        writer.WriteNumber("uptimeSeconds"u8, frame.UptimeSeconds);
    }

    private static void Write(Utf8JsonWriter writer, scoped in EddystoneEtlmFrame frame, DecodeKeys? keys)
    {
        WriteHex(writer, "encrypted"u8, frame.Encrypted);
        writer.WriteNumber("salt"u8, BinaryPrimitives.ReadUInt16BigEndian(frame.Salt));
        writer.WriteNumber("integrityCheck"u8, BinaryPrimitives.ReadUInt16BigEndian(frame.Mic));
        Span<byte> plain = stackalloc byte[EddystoneTlmFrame.Bytes];
        if (keys?.Decrypt(frame, plain) is { } owner)
        {
            writer.WriteString("resolved"u8, owner);
            Write(writer, new EddystoneTlmFrame(plain));
        }
    }

    private static void Write(Utf8JsonWriter writer, scoped in EddystoneEidFrame frame, DecodeKeys? keys)
    {
        WriteHex(writer, "eid"u8, frame.Eid);
        writer.WriteNumber("txPower"u8, frame.TxPowerDbm);
        if (keys?.OwnerOf(frame) is { } owner)
        {
            writer.WriteString("resolved"u8, owner);
        }
    }

    private static void Write(Utf8JsonWriter writer, scoped in BtHomeFrame frame, DecodeKeys? keys, BluetoothAddress? address)
    {
        writer.WriteNumber("version"u8, 2);
        writer.WriteBoolean("encrypted"u8, frame.IsEncrypted);
        writer.WriteBoolean("triggerBased"u8, frame.IsTriggerBased);
        Span<byte> message = stackalloc byte[BtHomeFrame.MessageBytesMax];
        scoped var measurements = frame.Measurements;
        if (keys?.Decrypt(frame, address, message, out var length) is { } owner)
        {
            writer.WriteString("resolved"u8, owner);
            measurements = new BtHomeReader(message[..length]);
        }

        writer.WriteStartArray("measurements"u8);
        while (measurements.Read(out var measurement))
        {
            writer.WriteStartObject();
            writer.WriteNumber("objectId"u8, measurement.ObjectId);
            writer.WriteString("name"u8, measurement.Name);
            WriteValue(writer, measurement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, scoped in BtHomeMeasurement measurement)
    {
        const byte Text = 0x53;
        if (measurement.IsFlag)
        {
            writer.WriteBoolean("value"u8, measurement.Number != 0);
        }
        else if (measurement.IsNumber)
        {
            writer.WriteNumber("value"u8, measurement.Number);
        }
        else if (measurement.ObjectId == Text && Utf8.IsValid(measurement.Raw))
        {
            writer.WriteString("value"u8, measurement.Raw);
        }
        else
        {
            WriteHex(writer, "value"u8, measurement.Raw);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } given)
        {
            writer.WriteNumber(name, given);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteHex(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hex = stackalloc byte[byte.MaxValue * 2];
        Convert.TryToHexStringLower(bytes, hex, out var digits);
        writer.WriteString(name, hex[..digits]);
    }
}
