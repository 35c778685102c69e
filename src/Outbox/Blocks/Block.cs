namespace EdgeGateway.Outbox;

/// <summary>The events of one lane that were committed together: one row.</summary>
/// <param name="Last">The row's key.</param>
/// <param name="TimeMs">Unix milliseconds of its newest event; 0 when the clock was not right.</param>
/// <param name="Marks">Valid only during the call when it is about to be stored; its own when it was read.</param>
internal sealed record Block(
    long First, long Last, int Count, long TimeMs, ReadOnlyMemory<byte> Marks, ReadOnlyMemory<byte> Json)
{
    public long Weight => Marks.Length + Json.Length;
}
