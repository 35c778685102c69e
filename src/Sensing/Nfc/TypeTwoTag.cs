namespace EdgeGateway.Sensing.Nfc;

/// <summary>What stands in a Type 2 tag's memory (NFC Forum Type 2 Tag 1.2): pages of 4 bytes, read 4 at a time.</summary>
public static class TypeTwoTag
{
    /// <summary>The page with the capability container.</summary>
    public const int CapabilityPage = 3;

    /// <summary>The first page of the data area.</summary>
    public const int DataPage = 4;

    public const int PageBytes = 4;

    /// <summary>READ (0x30) answers with 4 pages.</summary>
    public const int ReadBytes = 16;

    /// <summary>The largest data area of a tag sold for shops (NTAG216: 888 bytes) with room to spare.</summary>
    public const int DataBytesMax = 2048;

    private const byte NullTlv = 0x00;
    private const byte NdefTlv = 0x03;
    private const byte TerminatorTlv = 0xFE;

    /// <summary>The data area's size; 0 when the capability container (section 6.1) is not NDEF's.</summary>
    public static int DataBytes(ReadOnlySpan<byte> capability) =>
        capability is [0xE1, var version, var size, ..] && version >> 4 == 1 ? Math.Min(size * 8, DataBytesMax) : 0;

    /// <summary>False when the capability container forbids writing (section 6.1, byte 3).</summary>
    public static bool IsWritable(ReadOnlySpan<byte> capability) => capability is [_, _, _, var access, ..] && (access & 0x0F) == 0;

    /// <summary>Looks for the NDEF message TLV (section 2.3) in as much of the data area as has been read.</summary>
    /// <param name="message">Where it is, once <see cref="TlvSearch.Found"/>.</param>
    /// <param name="bytesNeeded">How much of the data area must be read, when that is not enough yet.</param>
    public static TlvSearch FindMessage(ReadOnlySpan<byte> data, out Range message, out int bytesNeeded)
    {
        message = default;
        var at = 0;
        while (at < data.Length)
        {
            var tag = data[at];
            if (tag == TerminatorTlv)
            {
                bytesNeeded = 0;
                return TlvSearch.None;
            }

            if (tag == NullTlv)
            {
                at++;
                continue;
            }

            bytesNeeded = at + 4;
            var isLong = at + 1 < data.Length && data[at + 1] == 0xFF;
            if (at + (isLong ? 4 : 2) > data.Length)
            {
                return TlvSearch.NeedsMore;
            }

            var start = at + (isLong ? 4 : 2);
            var end = start + (isLong ? (data[at + 2] << 8) | data[at + 3] : data[at + 1]);
            if (tag == NdefTlv)
            {
                (message, bytesNeeded) = (start..end, end);
                return end <= data.Length ? TlvSearch.Found : TlvSearch.NeedsMore;
            }

            at = end;
        }

        bytesNeeded = at + 4;
        return TlvSearch.NeedsMore;
    }
}
