using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Hub.Identity;

/// <summary>Brings an identifier as people write it (upper case, colons, dashes) into the canonical text that gateways send.</summary>
internal static class IdentifierText
{
    public static bool TryCanonical(string kind, string written, out string value, out string problem)
    {
        (value, problem) = ("", "");
        switch (kind)
        {
            case IdentifierKinds.IBeacon:
                return TryIBeacon(written, out value) || Wrong("an iBeacon is UUID/MAJOR/MINOR, for example e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/2", out problem);
            case IdentifierKinds.AltBeacon:
                return TryHex(written, 40, out value) || Wrong("an AltBeacon id has 40 hex digits", out problem);
            case IdentifierKinds.EddystoneUid:
                return TryEddystone(written, out value) || Wrong("an Eddystone-UID is NAMESPACE/INSTANCE with 20 and 12 hex digits", out problem);
            case IdentifierKinds.NfcUid:
                return TryHex(written, 8, out value) || TryHex(written, 14, out value) || TryHex(written, 16, out value) || TryHex(written, 20, out value)
                    || Wrong("an NFC UID has 8, 14 or 20 hex digits, a FeliCa card's IDm 16", out problem);
            case IdentifierKinds.Pseudonym:
                return TryHex(written, 32, out value) || Wrong("a pseudonym has 32 hex digits", out problem);
            case IdentifierKinds.KeyName or IdentifierKinds.NdefUri or IdentifierKinds.NdefText or IdentifierKinds.Code:
                value = written.Trim();
                return value.Length > 0 || Wrong("the value is empty", out problem);
            default:
                return Wrong(
                    $"'{kind}' is no kind of identifier; use ibeacon, altbeacon, eddystone-uid, key-name, nfc-uid, ndef-uri, ndef-text, code or pseudonym", out problem);
        }
    }

    private static bool TryIBeacon(string written, out string value)
    {
        var parts = written.Trim().Split('/');
        value = parts.Length == 3 && Guid.TryParse(parts[0], out var uuid)
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && ushort.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? $"{uuid}/{major}/{minor}"
            : "";
        return value.Length > 0;
    }

    private static bool TryEddystone(string written, out string value)
    {
        var parts = written.Split('/');
        value = parts.Length == 2 && TryHex(parts[0], 20, out var space) && TryHex(parts[1], 12, out var instance) ? $"{space}/{instance}" : "";
        return value.Length > 0;
    }

    private static bool TryHex(string written, int digits, out string value)
    {
        var text = written.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
        value = text.Length == digits && text.All(char.IsAsciiHexDigitLower) ? text : "";
        return value.Length > 0;
    }

    private static bool Wrong(string sentence, out string problem)
    {
        problem = sentence;
        return false;
    }
}
