using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// An NDEF message as one line of JSON, for <c>edgectl decode ndef</c>:
/// <c>{"ok":true,"records":[{"tnf":1,"type":"U","uri":"…"}]}</c> or <c>{"ok":false,"error":"…"}</c>.
/// </summary>
public static class NdefJson
{
    // For a terminal, not for a web page: umlauts and angle brackets stay readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of hexadecimal digits in, one JSON object out, without a line end; survives any line.</summary>
    public static string Line(ReadOnlySpan<char> hex)
    {
        hex = hex.Trim();
        if (hex.Length > 2 * NdefReader.BytesMax)
        {
            return Write(new NdefMessage([], $"a line of {hex.Length} digits; at most {2 * NdefReader.BytesMax} are read"));
        }

        Span<byte> bytes = hex.Length <= 1024 ? stackalloc byte[512] : new byte[NdefReader.BytesMax];
        return Convert.FromHexString(hex, bytes, out _, out var written) == OperationStatus.Done
            ? Write(NdefReader.Read(bytes[..written]))
            : Write(new NdefMessage([], "not hexadecimal digits, two for each byte"));
    }

    /// <summary>The message as one JSON object. Of a faulty message the records before the fault are given too.</summary>
    public static string Write(NdefMessage message)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        writer.WriteStartObject();
        writer.WriteBoolean("ok"u8, message.IsSound);
        if (!message.IsSound)
            writer.WriteString("error"u8, message.Problem);

        if (message.IsSound || message.Records.Count > 0)
        {
            writer.WriteStartArray("records"u8);
            foreach (var record in message.Records)
            {
                Write(writer, record);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, NdefRecord record)
    {
        writer.WriteStartObject();
        writer.WriteNumber("tnf"u8, record.TypeNameFormat);
        writer.WriteString("type"u8, record.Type);
        if (record.Id.Length > 0)
            writer.WriteString("id"u8, record.Id);
        WriteIfSet(writer, "uri", record.Uri);
        WriteIfSet(writer, "text", record.Text);
        WriteIfSet(writer, "language", record.Language);
        WriteIfSet(writer, "encoding", record.Encoding);
        WriteIfSet(writer, "action", record.Action);
        if (record.ResourceSize is { } size)
            writer.WriteNumber("resourceSize"u8, size);
        WriteIfSet(writer, "resourceType", record.ResourceType);
        if (record.Uri is null && record.Text is null)
            writer.WriteString("payload"u8, Convert.ToHexStringLower(record.Payload.Span));

        writer.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
