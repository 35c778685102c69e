namespace EdgeGateway.Sensing.Nfc;

/// <summary>An ISO/IEC 14443 type A target in the field.</summary>
/// <param name="Number">The chip's number for it, to address it by.</param>
/// <param name="SelectAnswer">SAK.</param>
/// <param name="Uid">4, 7 or 10 bytes. Stays in Sensing.</param>
internal readonly record struct TagFound(byte Number, byte SelectAnswer, ReadOnlyMemory<byte> Uid)
{
    /// <summary>By SAK (NXP AN10833): 00 Type 2 memory, bit 5 ISO/IEC 14443-4, 08, 09 and 18 MIFARE Classic.</summary>
    public TagKind Kind => SelectAnswer switch
    {
        0x00 => TagKind.Type2,
        _ when (SelectAnswer & 0x20) != 0 => TagKind.Type4,
        0x08 or 0x09 or 0x18 => TagKind.MifareClassic,
        _ => TagKind.Other,
    };
}
