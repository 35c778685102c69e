using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>One line of <c>edgectl nfc read --json</c>.</summary>
public static class TagReadingJson
{
    public static string Line(TagReading tag)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("type"u8, tag.Kind.ToString().ToLowerInvariant());
        writer.WriteString("uid"u8, tag.Uid);
        writer.WriteNumber("bytes"u8, tag.DataBytes);
        writer.WriteBoolean("writable"u8, tag.IsWritable);
        if (tag.Message is { } message)
        {
            writer.WritePropertyName("ndef"u8);
            writer.WriteRawValue(NdefJson.Write(NdefReader.Read(message)));
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
