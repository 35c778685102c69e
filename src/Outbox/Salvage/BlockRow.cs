namespace EdgeGateway.Outbox;

/// <summary>Reads a lane's row back into its block, told from other rows by its shape: a key, six integers, marks, JSON.</summary>
internal static class BlockRow
{
    private const int Columns = 8;
    private const int MarksColumn = 6;

    /// <summary>Null when the row is no block. What of a block is missing at its end is left out.</summary>
    public static Block? Read(TableRow row, List<(long Type, long Start, long End)> columns)
    {
        var payload = row.Payload;
        if (!RowColumns.TryRead(payload.Span, columns) || columns.Count != Columns || columns[0].Type != 0
            || columns.Skip(1).Take(MarksColumn - 1).Any(column => column.Type is 0 or 7 or >= 10) || !IsBlob(columns[MarksColumn]) || !IsBlob(columns[^1]))
        {
            return null;
        }

        var (marks, json) = (Part(payload, columns[MarksColumn]), Part(payload, columns[^1]));
        var first = RowColumns.Integer(payload.Span, columns[1]);
        return first < 1 || first > row.RowId || marks.Length % Mark.Bytes != 0
            ? null
            : new Block(first, row.RowId, marks.Length / Mark.Bytes, 0, marks, json);
    }

    private static bool IsBlob((long Type, long Start, long End) column) => column.Type >= 12 && column.Type % 2 == 0;

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> payload, (long Type, long Start, long End) column) =>
        payload[(int)Math.Min(payload.Length, column.Start)..(int)Math.Min(payload.Length, column.End)];
}
