namespace EdgeGateway.Sensing.Nfc;

/// <summary>The abbreviations of the URI record (NFC Forum URI Record Type Definition 1.0, table 3).</summary>
internal static class UriPrefixes
{
    private static readonly string[] Prefixes =
    [
        "", "http://www.", "https://www.", "http://", "https://", "tel:", "mailto:", "ftp://anonymous:anonymous@", "ftp://ftp.",
        "ftps://", "sftp://", "smb://", "nfs://", "ftp://", "dav://", "news:", "telnet://", "imap:", "rtsp://", "urn:", "pop:",
        "sip:", "sips:", "tftp:", "btspp://", "btl2cap://", "btgoep://", "tcpobex://", "irdaobex://", "file://", "urn:epc:id:",
        "urn:epc:tag:", "urn:epc:pat:", "urn:epc:raw:", "urn:epc:", "urn:nfc:",
    ];

    /// <summary>The longest abbreviation of a URI's beginning, with its code; code 0 and nothing when there is none.</summary>
    public static (byte Code, string Prefix) For(string uri)
    {
        byte best = 0;
        for (byte code = 1; code < Prefixes.Length; code++)
        {
            if (uri.StartsWith(Prefixes[code], StringComparison.Ordinal) && Prefixes[code].Length > Prefixes[best].Length)
                best = code;
        }

        return (best, Prefixes[best]);
    }

    public static int Count => Prefixes.Length;

    /// <summary>The abbreviation's text; null for the codes that are reserved.</summary>
    public static string? Of(byte code) => code < Prefixes.Length ? Prefixes[code] : null;
}
