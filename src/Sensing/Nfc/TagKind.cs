namespace EdgeGateway.Sensing.Nfc;

/// <summary>What stands on the reader.</summary>
public enum TagKind
{
    /// <summary>A type A card of a kind that is known by its UID alone.</summary>
    Other,

    /// <summary>NFC Forum Type 2: NTAG, MIFARE Ultralight.</summary>
    Type2,

    /// <summary>ISO/IEC 14443-4: NFC Forum Type 4 tags, bank cards, phones.</summary>
    Type4,

    /// <summary>MIFARE Classic: its memory is encrypted, its UID is not.</summary>
    MifareClassic,

    /// <summary>ISO/IEC 14443 type B: known by its PUPI, which many cards draw anew each time.</summary>
    TypeB,

    /// <summary>FeliCa: known by its IDm.</summary>
    FeliCa,
}
