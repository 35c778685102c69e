using System.Text;

namespace EdgeGateway.Devices.Simulated;

/// <summary>A card held to an NFC reader.</summary>
/// <param name="Uid">8, 14 or 20 hex digits.</param>
/// <param name="NdefUri">The URI on the card; without it the card is blank.</param>
public sealed record ScriptTap(string Reader, string Uid, string? NdefUri = null)
{
    private const int UriBytesMax = 200; // A short NDEF record holds 255 bytes, an NTAG213 card 144.

    internal string? Problem() =>
        Uid is not { Length: 8 or 14 or 20 } || !Uid.All(char.IsAsciiHexDigit) ? "tap: uid must be 8, 14 or 20 hex digits"
        : NdefUri?.Length > UriBytesMax ? $"tap: ndefUri is longer than {UriBytesMax} characters"
        : null;

    // One short record, well-known type U, no prefix (NFC Forum NDEF 1.0, URI RTD 1.0).
    internal byte[] NdefMessage()
    {
        if (NdefUri is null) return [];
        var uri = Encoding.UTF8.GetBytes(NdefUri);
        return [0xD1, 0x01, (byte)(1 + uri.Length), (byte)'U', 0x00, .. uri];
    }
}
