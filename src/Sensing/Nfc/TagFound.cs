namespace EdgeGateway.Sensing.Nfc;

/// <summary>An ISO/IEC 14443 type A target in the field.</summary>
/// <param name="Number">The chip's number for it, to address it by.</param>
/// <param name="SelectAnswer">SAK.</param>
/// <param name="Uid">4, 7 or 10 bytes. Stays in Sensing.</param>
internal readonly record struct TagFound(byte Number, byte SelectAnswer, ReadOnlyMemory<byte> Uid)
{
    /// <summary>SAK 00: Type 2 tag memory, as NTAG and MIFARE Ultralight have (NXP AN10833).</summary>
    public bool IsTypeTwo => SelectAnswer == 0;
}
