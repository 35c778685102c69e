namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Which pages of a Type 2 tag to write, and in which order, so that a tag that is taken away too early is empty and never half
/// written (NFC Forum Type 2 Tag 1.2, section 7.5.3: length zero first, message, length last).
/// </summary>
/// <param name="Steps">Page number and its 4 bytes; a page may come twice.</param>
/// <param name="Problem">Why the tag cannot be written; empty when it can.</param>
public sealed record TypeTwoPlan(IReadOnlyList<(int Page, byte[] Bytes)> Steps, string Problem)
{
    private const byte LockControlTlv = 0x01;
    private const byte MemoryControlTlv = 0x02;
    private const byte NdefTlv = 0x03;
    private const byte TerminatorTlv = 0xFE;
    private const int StaticLockBytesAt = 10;
    private const int StaticallyLockedPages = 16;

    /// <param name="head">Pages 0 to 3: serial number, lock bytes, capability container.</param>
    /// <param name="data">The whole data area as it is.</param>
    public static TypeTwoPlan For(ReadOnlySpan<byte> head, ReadOnlySpan<byte> data, ReadOnlySpan<byte> message)
    {
        var capability = head[(TypeTwoTag.CapabilityPage * TypeTwoTag.PageBytes)..];
        if (TypeTwoTag.DataBytes(capability) == 0 || data.IsEmpty)
        {
            return No("it is not formatted for NDEF, and that cannot be undone once it is; format it with the tool of its maker");
        }

        if (!TypeTwoTag.IsWritable(capability))
        {
            return No("it is locked: its capability container says read-only, for ever");
        }

        if (!TryFindPlace(data, out var at))
        {
            return No("its data is damaged or has reserved areas within; take another tag");
        }

        byte[] tlv = message.Length < byte.MaxValue
            ? [NdefTlv, (byte)message.Length, .. message]
            : [NdefTlv, byte.MaxValue, (byte)(message.Length >> 8), (byte)message.Length, .. message];
        if (at + tlv.Length > data.Length)
        {
            return No($"it holds {data.Length - at} bytes, the message needs {tlv.Length}");
        }

        // A terminator where there is room for one (section 2.3.6).
        byte[] content = at + tlv.Length < data.Length ? [.. tlv, TerminatorTlv] : tlv;
        var lastPage = PageOf(at + content.Length - 1);
        for (var page = PageOf(at); page <= lastPage && page < StaticallyLockedPages; page++)
        {
            if ((head[StaticLockBytesAt + (page / 8)] >> (page % 8) & 1) != 0)
                return No($"page {page} is locked, for ever");
        }

        var image = data.ToArray();
        content.CopyTo(image.AsSpan(at));
        return new TypeTwoPlan(Order(image, at + 1, PageOf(at), lastPage), "");
    }

    /// <summary>The bytes that stand in a page of a data area; zeros behind its end.</summary>
    public static byte[] PageIn(ReadOnlySpan<byte> data, int page)
    {
        var bytes = new byte[TypeTwoTag.PageBytes];
        var rest = data[((page - TypeTwoTag.DataPage) * TypeTwoTag.PageBytes)..];
        rest[..Math.Min(rest.Length, bytes.Length)].CopyTo(bytes);
        return bytes;
    }

    private static List<(int Page, byte[] Bytes)> Order(byte[] image, int lengthAt, int firstPage, int lastPage)
    {
        var lengthPage = PageOf(lengthAt);
        var length = image[lengthAt];
        var steps = new List<(int, byte[])>();
        image[lengthAt] = 0;
        for (var page = firstPage; page <= lastPage; page++)
        {
            steps.Add((page, PageIn(image, page)));
        }

        image[lengthAt] = length;
        steps.Add((lengthPage, PageIn(image, lengthPage)));
        return steps;
    }

    /// <summary>Where the message's TLV is or may begin; false when lock or reserved bytes lie within the data.</summary>
    private static bool TryFindPlace(ReadOnlySpan<byte> data, out int at)
    {
        for (at = 0; at < data.Length && data[at] is not (NdefTlv or TerminatorTlv);)
        {
            var isNull = data[at] == 0;
            var isLong = at + 3 < data.Length && data[at + 1] == byte.MaxValue;
            var length = isNull || at + 1 >= data.Length ? 0 : isLong ? (data[at + 2] << 8) | data[at + 3] : data[at + 1];
            var value = at + (isNull ? 1 : isLong ? 4 : 2);
            if (data[at] is LockControlTlv or MemoryControlTlv && !IsBehind(data, value, length))
            {
                return false;
            }

            // Only zeros up to the end: a blank tag, written from its beginning.
            if (isNull && data[at..].IndexOfAnyExcept((byte)0) < 0)
            {
                return true;
            }

            at = value + length;
        }

        return at < data.Length;
    }

    // Sections 2.3.2 and 2.3.3: position as page and offset, size, bytes per page as a power of two.
    private static bool IsBehind(ReadOnlySpan<byte> data, int value, int length)
    {
        if (length != 3 || value + length > data.Length)
        {
            return false;
        }

        var position = ((data[value] >> 4) << (data[value + 2] & 0x0F)) + (data[value] & 0x0F);
        return position >= (TypeTwoTag.DataPage * TypeTwoTag.PageBytes) + data.Length;
    }

    private static int PageOf(int dataByte) => TypeTwoTag.DataPage + (dataByte / TypeTwoTag.PageBytes);

    private static TypeTwoPlan No(string problem) => new([], problem);
}
