using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeGateway.Cli.Verify;

/// <summary>
/// A certificate on disk: <c>{"certificate":{…},"sha256":"…"}</c>, with <c>"hmacSha256"</c> when there is a key. Both are over the certificate as compact JSON, so
/// spaces and line breaks may change and nothing else. The hash shows damage and careless edits; only the HMAC shows who wrote it.
/// </summary>
internal static class CertificateFile
{
    /// <summary>Far more than any certificate has.</summary>
    public const int BytesMax = 1024 * 1024;

    public const int KeyBytesMin = 16;

    /// <summary>A longer key is no better one: HMAC-SHA-256 hashes what is over 64 bytes.</summary>
    public const int KeyFileBytesMax = 4096;

    private const string FormatFamily = "edge-gateway-door-accuracy-";

    private const string NoCertificate = "it is no accuracy certificate of `edgectl doors verify`";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Names and units stay readable: the file is shown to people and never put into a page.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Certificate certificate, byte[]? key)
    {
        var document = JsonSerializer.SerializeToElement(certificate, VerifyJson.Default.Certificate);
        var bytes = CompactBytes(document);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Indented))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("certificate"u8);
            document.WriteTo(writer);
            writer.WriteString("sha256"u8, Hex(SHA256.HashData(bytes)));
            if (key is not null)
            {
                writer.WriteString("hmacSha256"u8, Hex(HMACSHA256.HashData(key, bytes)));
            }

            writer.WriteEndObject();
        }

        return [.. text.WrittenSpan, (byte)'\n'];
    }

    public static CertificateVerdict Check(ReadOnlySpan<byte> file, byte[]? key)
    {
        try
        {
            using var document = JsonDocument.Parse(file.ToArray());
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("certificate", out var content) || !root.TryGetProperty("sha256", out var hash))
            {
                return new CertificateVerdict(null, false, NoCertificate);
            }

            // Before its other members, which another format may call otherwise.
            if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("format", out var format) || format.GetString() is not { } name || !name.StartsWith(FormatFamily, StringComparison.Ordinal))
            {
                return new CertificateVerdict(null, false, NoCertificate);
            }

            if (name != Certificate.FormatName)
            {
                return new CertificateVerdict(null, false, $"its format is not {Certificate.FormatName}, which this version reads; check it with the version that wrote it");
            }

            var certificate = content.Deserialize(VerifyJson.Default.Certificate)!;
            if (certificate.Sensors.Contains(null!) || certificate.Directions.Contains(null!) || certificate.Remarks.Contains(null!))
            {
                return new CertificateVerdict(null, false, NoCertificate);
            }

            var bytes = CompactBytes(content);
            if (!hash.ValueEquals(Hex(SHA256.HashData(bytes))))
            {
                return new CertificateVerdict(certificate, false, "it was changed after it was written: its hash is another one");
            }

            return Judge(certificate, bytes, root.TryGetProperty("hmacSha256", out var signed) ? signed.GetString() : null, key);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // What the reader says is about its own types, and nothing to a technician.
            return new CertificateVerdict(null, false, NoCertificate);
        }
    }

    /// <summary>A key of 16 bytes or more, in hex or base64.</summary>
    public static byte[]? ReadKey(string path, out string problem)
    {
        problem = "";
        try
        {
            var text = Encoding.UTF8.GetString(SmallFile.Read(path, KeyFileBytesMax, "a key")).Trim();
            var key = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : Convert.FromBase64String(text);
            problem = key.Length < KeyBytesMin ? $"{path}: the key has {key.Length} bytes, give at least {KeyBytesMin}; `openssl rand -hex 32` makes one" : "";
            return problem.Length == 0 ? key : null;
        }
        catch (FormatException)
        {
            problem = $"{path}: the key is neither hex nor base64; `openssl rand -hex 32` makes one";
            return null;
        }
        catch (IOException wrong)
        {
            problem = $"{wrong.Message}; `openssl rand -hex 32` makes a key";
            return null;
        }
    }

    private static CertificateVerdict Judge(Certificate? certificate, byte[] bytes, string? signed, byte[]? key) => (signed, key) switch
    {
        (null, null) => new CertificateVerdict(certificate, true, "unchanged since it was written. Its hash is no signature: whoever can edit it can also make a new hash"),
        (not null, null) => new CertificateVerdict(certificate, true, "unchanged since it was written. It also has an HMAC; check that with --key, only that shows who wrote it"),
        (null, not null) => new CertificateVerdict(certificate, false, "it has no HMAC to check with the key"),
        _ => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signed!), Encoding.ASCII.GetBytes(Hex(HMACSHA256.HashData(key!, bytes))))
            ? new CertificateVerdict(certificate, true, "unchanged, and written by somebody who has this key")
            : new CertificateVerdict(certificate, false, "it was not written with this key, or was changed"),
    };

    private static byte[] CompactBytes(JsonElement element)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
        {
            element.WriteTo(writer);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
