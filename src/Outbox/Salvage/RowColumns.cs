namespace EdgeGateway.Outbox;

/// <summary>The columns of a row (SQLite file format, section 2.1): which bytes of the payload are which column.</summary>
internal static class RowColumns
{
    /// <summary>Kind of a column: its serial type, and where its bytes begin and end. False when the payload does not begin like a row.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, List<(long Type, long Start, long End)> columns)
    {
        columns.Clear();
        var rest = payload;
        if (!Varint.TryRead(ref rest, out var headerBytes) || headerBytes < payload.Length - rest.Length || headerBytes > payload.Length)
        {
            return false;
        }

        rest = payload[(payload.Length - rest.Length)..(int)headerBytes];
        var at = headerBytes;
        while (rest.Length > 0)
        {
            if (!Varint.TryRead(ref rest, out var type) || type is < 0 or > int.MaxValue)
            {
                return false;
            }

            var length = LengthOf(type);
            columns.Add((type, at, at + length));
            at += length;
        }

        return true;
    }

    /// <summary>An integer column's value; 0 when its bytes are not there.</summary>
    public static long Integer(ReadOnlySpan<byte> payload, (long Type, long Start, long End) column)
    {
        if (column.Type is 8 or 9 || column.End > payload.Length)
        {
            return column.Type == 9 ? 1 : 0;
        }

        var bytes = payload[(int)column.Start..(int)column.End];
        long value = bytes.Length > 0 ? (sbyte)bytes[0] : 0;
        for (var i = 1; i < bytes.Length; i++)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    private static long LengthOf(long type) => type switch
    {
        <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        < 12 => 0,
        _ => (type - 12) / 2,
    };
}
