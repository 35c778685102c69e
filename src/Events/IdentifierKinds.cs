namespace EdgeGateway.Events;

/// <summary>The kinds an <see cref="Identifier"/> can have.</summary>
public static class IdentifierKinds
{
    public const string IBeacon = "ibeacon";
    public const string AltBeacon = "altbeacon";
    public const string EddystoneUid = "eddystone-uid";

    /// <summary>The name of a key: a beacon, phone or sensor that changes its address or id and is known by its key alone.</summary>
    public const string KeyName = "key-name";
    public const string NfcUid = "nfc-uid";
    public const string NdefUri = "ndef-uri";
    public const string NdefText = "ndef-text";
    public const string Code = "code";

    /// <summary>HMAC-SHA-256 with the chain's key, first 128 bits; the hub computes the same from its customer list.</summary>
    public const string Pseudonym = "pseudonym";
}
