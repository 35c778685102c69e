using System.Text;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>Writes NDEF messages of one record (NFC Forum NDEF 1.0), as <see cref="NdefReader"/> reads them.</summary>
public static class NdefWriter
{
    private const byte OnlyRecord = 0x80 | 0x40 | NdefRecord.WellKnown; // message begin, message end
    private const byte Short = 0x10;

    /// <summary>A URI record, abbreviated as far as the specification's table allows.</summary>
    public static byte[] Uri(string uri)
    {
        var (code, prefix) = UriPrefixes.For(uri);
        return Record((byte)'U', [code, .. Encoding.UTF8.GetBytes(uri[prefix.Length..])]);
    }

    /// <summary>A text record in UTF-8.</summary>
    /// <param name="language">An IANA code of 1 to 63 ASCII characters, for example <c>en</c>.</param>
    public static byte[] Text(string text, string language) =>
        Record((byte)'T', [(byte)(language.Length & 0x3F), .. Encoding.ASCII.GetBytes(language), .. Encoding.UTF8.GetBytes(text)]);

    private static byte[] Record(byte type, byte[] payload) => payload.Length <= byte.MaxValue
        ? [OnlyRecord | Short, 1, (byte)payload.Length, type, .. payload]
        : [OnlyRecord, 1, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, .. payload];
}
