namespace EdgeGateway.Sensing.Nfc;

/// <summary>One record of an NDEF message (NFC Forum NDEF 1.0, section 3.2), interpreted where a store has a use for it.</summary>
/// <param name="TypeNameFormat">TNF, 0 to 6.</param>
/// <param name="Type">The type field as ASCII, for example <c>U</c>, <c>T</c>, <c>text/html</c>.</param>
/// <param name="Id">The id field; empty when there is none.</param>
/// <param name="Payload">The payload, chunks joined.</param>
public sealed record NdefRecord(int TypeNameFormat, string Type, string Id, ReadOnlyMemory<byte> Payload)
{
    /// <summary>NFC Forum well-known types.</summary>
    public const int WellKnown = 1;

    /// <summary>Of a URI record or a smart poster: the whole URI, its prefix written out.</summary>
    public string? Uri { get; init; }

    /// <summary>Of a text record, or a smart poster's first title.</summary>
    public string? Text { get; init; }

    /// <summary>IANA language of <see cref="Text"/>.</summary>
    public string? Language { get; init; }

    /// <summary><c>UTF-8</c> or <c>UTF-16</c>, as <see cref="Text"/> stood on the tag.</summary>
    public string? Encoding { get; init; }

    /// <summary>Of a smart poster: <c>exec</c>, <c>save</c> or <c>edit</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Of a smart poster: the size in bytes of what the URI names.</summary>
    public uint? ResourceSize { get; init; }

    /// <summary>Of a smart poster: the MIME type of what the URI names.</summary>
    public string? ResourceType { get; init; }
}
