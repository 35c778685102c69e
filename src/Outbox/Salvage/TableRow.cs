namespace EdgeGateway.Outbox;

/// <summary>A row of a table, as far as it could be read.</summary>
/// <param name="RowId">Its key.</param>
/// <param name="Payload">Its columns; shorter than <paramref name="Length"/> when the chain of its pages is broken.</param>
internal readonly record struct TableRow(long RowId, ReadOnlyMemory<byte> Payload, int Length)
{
    public bool IsWhole => Payload.Length == Length;
}
