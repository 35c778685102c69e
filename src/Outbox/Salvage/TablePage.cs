using System.Buffers.Binary;

namespace EdgeGateway.Outbox;

/// <summary>One page of a table's tree (SQLite file format, section 1.6). Any bytes may come: what makes no sense is left out.</summary>
internal static class TablePage
{
    /// <summary>A block is 64 KiB and a long event; more is no block.</summary>
    private const int PayloadBytesMax = 1024 * 1024;

    private const byte Leaf = 0x0d;
    private const byte Interior = 0x05;

    // Usable bytes of a page, and what of a long row stays in it.
    private const int Usable = DatabaseImage.PageBytes;
    private const int LocalMax = Usable - 35;
    private const int LocalMin = ((Usable - 12) * 32 / 255) - 23;

    public static bool IsLeaf(ReadOnlySpan<byte> page, uint number) => page[Start(number)] == Leaf;

    public static bool IsInterior(ReadOnlySpan<byte> page, uint number) => page[Start(number)] == Interior;

    /// <summary>The pages below an interior one, left to right.</summary>
    public static List<uint> Children(ReadOnlySpan<byte> page, uint number)
    {
        var start = Start(number);
        List<uint> children = [];
        foreach (var cell in Cells(page, start, headerBytes: 12))
        {
            children.Add(BinaryPrimitives.ReadUInt32BigEndian(page[cell..]));
        }

        children.Add(BinaryPrimitives.ReadUInt32BigEndian(page[(start + 8)..]));
        return children;
    }

    /// <summary>The rows of a leaf; longer ones go on in other pages.</summary>
    public static List<TableRow> Rows(ReadOnlySpan<byte> page, uint number, DatabaseImage image, PageView view)
    {
        List<TableRow> rows = [];
        foreach (var cell in Cells(page, Start(number), headerBytes: 8))
        {
            var rest = page[cell..];
            if (Varint.TryRead(ref rest, out var length) && Varint.TryRead(ref rest, out var rowId) && length is > 0 and <= PayloadBytesMax)
            {
                rows.Add(new TableRow(rowId, Payload(rest, (int)length, image, view), (int)length));
            }
        }

        return rows;
    }

    private static ReadOnlyMemory<byte> Payload(ReadOnlySpan<byte> rest, int length, DatabaseImage image, PageView view)
    {
        var local = length;
        if (length > LocalMax)
        {
            var folded = LocalMin + ((length - LocalMin) % (Usable - 4));
            local = folded <= LocalMax ? folded : LocalMin;
        }

        if (rest.Length < local + (local < length ? 4 : 0))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var payload = new byte[length];
        rest[..local].CopyTo(payload);
        var next = local < length ? BinaryPrimitives.ReadUInt32BigEndian(rest[local..]) : 0;
        Span<byte> page = stackalloc byte[DatabaseImage.PageBytes];
        while (local < length && next != 0 && image.Read(next, view, page))
        {
            var part = Math.Min(length - local, Usable - 4);
            page.Slice(4, part).CopyTo(payload.AsSpan(local));
            (local, next) = (local + part, BinaryPrimitives.ReadUInt32BigEndian(page));
        }

        return payload.AsMemory(0, local);
    }

    // Page 1 begins with the file's header.
    private static int Start(uint number) => number == 1 ? 100 : 0;

    private static List<int> Cells(ReadOnlySpan<byte> page, int start, int headerBytes)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(page[(start + 3)..]);
        List<int> cells = [];
        for (var i = 0; i < count && start + headerBytes + (2 * i) + 2 <= page.Length; i++)
        {
            var cell = BinaryPrimitives.ReadUInt16BigEndian(page[(start + headerBytes + (2 * i))..]);
            if (cell >= start + headerBytes && cell <= page.Length - 4)
            {
                cells.Add(cell);
            }
        }

        return cells;
    }
}
