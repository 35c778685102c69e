using System.Buffers.Binary;
using System.Text;

namespace EdgeGateway.Sensing.Nfc;

/// <content>The well-known types a store has a use for: URI, text, smart poster and its parts.</content>
public static partial class NdefReader
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Actions = ["exec", "save", "edit"];

    /// <summary>Types that have no use here pass as they are: type and payload.</summary>
    private static string? Interpret(NdefRecord raw, int depth, out NdefRecord? record)
    {
        record = raw;
        if (raw.TypeNameFormat != NdefRecord.WellKnown)
        {
            return null;
        }

        var payload = raw.Payload.Span;
        return raw.Type switch
        {
            "U" => ReadUri(raw, payload, out record),
            "T" => ReadText(raw, payload, out record),
            "Sp" when depth < DepthMax => ReadSmartPoster(raw, payload, depth, out record),
            "act" when depth > 0 => ReadAction(raw, payload, out record),
            "s" when depth > 0 => ReadSize(raw, payload, out record),
            "t" when depth > 0 => ReadType(raw, payload, out record),
            _ => null,
        };
    }

    // NFC Forum URI RTD 1.0 section 3.2: one code, then UTF-8. Reserved codes are refused: a URI whose beginning is not known
    // identifies nobody.
    private static string? ReadUri(NdefRecord raw, ReadOnlySpan<byte> payload, out NdefRecord? record)
    {
        record = raw;
        if (payload.IsEmpty)
        {
            return "a URI record without its prefix code";
        }

        if (UriPrefixes.Of(payload[0]) is not { } prefix)
        {
            return $"URI prefix code {payload[0]} is reserved";
        }

        if (!TryDecode(StrictUtf8, payload[1..], out var rest))
        {
            return "the URI is not UTF-8";
        }

        if (rest.Any(char.IsControl))
        {
            return "the URI has control characters in it";
        }

        record = raw with { Uri = prefix + rest };
        return null;
    }

    // NFC Forum Text RTD 1.0 section 3.2.1: bit 7 UTF-16, bits 5 to 0 the length of the language code.
    private static string? ReadText(NdefRecord raw, ReadOnlySpan<byte> payload, out NdefRecord? record)
    {
        record = raw;
        if (payload.IsEmpty)
        {
            return "a text record without its status byte";
        }

        var isUtf16 = (payload[0] & 0x80) != 0;
        var languageLength = payload[0] & 0x3F;
        if (languageLength == 0)
        {
            return "a text record without a language";
        }

        if (1 + languageLength > payload.Length)
        {
            return "the language code is cut off";
        }

        var language = payload.Slice(1, languageLength);
        if (!Ascii.IsValid(language))
        {
            return "the language code is not ASCII";
        }

        var body = payload[(1 + languageLength)..];
        if (!TryDecode(isUtf16 ? Utf16Of(ref body) : StrictUtf8, body, out var text))
        {
            return isUtf16 ? "the text is not UTF-16" : "the text is not UTF-8";
        }

        record = raw with { Text = text, Language = Encoding.ASCII.GetString(language), Encoding = isUtf16 ? "UTF-16" : "UTF-8" };
        return null;
    }

    // Section 3.4: a byte order mark may stand before the text; without one it is big-endian.
    private static UnicodeEncoding Utf16Of(ref ReadOnlySpan<byte> body)
    {
        var isLittle = body is [0xFF, 0xFE, ..];
        if (isLittle || body is [0xFE, 0xFF, ..])
        {
            body = body[2..];
        }

        return new UnicodeEncoding(bigEndian: !isLittle, byteOrderMark: false, throwOnInvalidBytes: true);
    }

    // NFC Forum Smart Poster RTD 1.1 section 3: a message with exactly one URI record; the rest describes what the URI names.
    private static string? ReadSmartPoster(NdefRecord raw, ReadOnlySpan<byte> payload, int depth, out NdefRecord? record)
    {
        record = raw;
        var inside = Read(payload, depth + 1);
        if (!inside.IsSound)
        {
            return $"in the smart poster: {inside.Problem}";
        }

        var uris = inside.Records.Where(one => one is { TypeNameFormat: NdefRecord.WellKnown, Type: "U" }).ToList();
        if (uris.Count != 1)
        {
            return $"a smart poster has exactly one URI record, this one has {uris.Count}";
        }

        var title = inside.Records.FirstOrDefault(one => one.Text is not null);
        record = raw with
        {
            Uri = uris[0].Uri,
            Text = title?.Text,
            Language = title?.Language,
            Encoding = title?.Encoding,
            Action = inside.Records.FirstOrDefault(one => one.Action is not null)?.Action,
            ResourceSize = inside.Records.FirstOrDefault(one => one.ResourceSize is not null)?.ResourceSize,
            ResourceType = inside.Records.FirstOrDefault(one => one.ResourceType is not null)?.ResourceType,
        };
        return null;
    }

    private static string? ReadAction(NdefRecord raw, ReadOnlySpan<byte> payload, out NdefRecord? record)
    {
        record = raw;
        if (payload.Length != 1 || payload[0] >= Actions.Length)
        {
            return "an action other than exec, save and edit";
        }

        record = raw with { Action = Actions[payload[0]] };
        return null;
    }

    private static string? ReadSize(NdefRecord raw, ReadOnlySpan<byte> payload, out NdefRecord? record)
    {
        record = raw;
        if (payload.Length != 4)
        {
            return "a size that is not 4 bytes";
        }

        record = raw with { ResourceSize = BinaryPrimitives.ReadUInt32BigEndian(payload) };
        return null;
    }

    private static string? ReadType(NdefRecord raw, ReadOnlySpan<byte> payload, out NdefRecord? record)
    {
        record = raw;
        if (!TryDecode(StrictUtf8, payload, out var type))
        {
            return "a resource type that is not UTF-8";
        }

        record = raw with { ResourceType = type };
        return null;
    }

    private static bool TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes, out string text)
    {
        // The framework says "not valid" by throwing; here it is an answer.
        try
        {
            text = encoding.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
