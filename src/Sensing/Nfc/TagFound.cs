namespace EdgeGateway.Sensing.Nfc;

/// <summary>A card in the field.</summary>
/// <param name="Number">The chip's number for it, to address it by.</param>
/// <param name="SelectAnswer">SAK; 0 for what is not type A.</param>
/// <param name="Uid">UID of type A (4, 7 or 10 bytes), PUPI of type B (4), IDm of FeliCa (8). Stays in Sensing.</param>
internal readonly record struct TagFound(byte Number, byte SelectAnswer, ReadOnlyMemory<byte> Uid, TagTechnology Technology = TagTechnology.TypeA)
{
    /// <summary>By SAK (NXP AN10833): 00 Type 2 memory, bit 5 ISO/IEC 14443-4, 08, 09 and 18 MIFARE Classic.</summary>
    public TagKind Kind => SelectAnswer switch
    {
        _ when Technology == TagTechnology.TypeB => TagKind.TypeB,
        _ when Technology == TagTechnology.FeliCa => TagKind.FeliCa,
        0x00 => TagKind.Type2,
        _ when (SelectAnswer & 0x20) != 0 => TagKind.Type4,
        0x08 or 0x09 or 0x18 => TagKind.MifareClassic,
        _ => TagKind.Other,
    };

    /// <summary>
    /// Whether the number is drawn anew and identifies nobody: a UID that begins with 08 (ISO/IEC 14443-3 section 6.5.4), an IDm that
    /// begins with 01 FE (NFC Forum Digital, NFCID2 for NFC-DEP), and possibly every PUPI, which need not stay the same (section 7.9.2).
    /// </summary>
    public bool IsDrawnAnew => Technology switch
    {
        TagTechnology.TypeA => Uid.Span is [0x08, _, _, _],
        TagTechnology.TypeB => true,
        _ => Uid.Span is [0x01, 0xFE, ..],
    };
}
