namespace EdgeGateway.Sensing;

/// <summary>
/// Reads advertising or scan response data structure by structure, without allocating and without throwing. Every structure before
/// a fault is good: stations in the field pad, truncate and glue data together, and what stands before is still theirs.
/// </summary>
/// <param name="data">The bytes after the length byte of an advertising report.</param>
public ref struct AdvertisementReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int next;

    /// <summary>True when the data ended inside a structure.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Where the truncated structure begins.</summary>
    public readonly int Position => next;

    /// <summary>The next structure; false at the end, which may be a fault.</summary>
    public bool Read(out AdStructure structure)
    {
        var rest = data;
        var at = next;

        // A length of zero begins the padding (Core section 11, figure 11.1). Some receivers glue the scan response behind it,
        // so what follows the zeros is read again.
        while ((uint)at < (uint)rest.Length && rest[at] == 0)
        {
            at++;
        }

        next = at;
        if ((uint)at >= (uint)rest.Length)
        {
            structure = default;
            return false;
        }

        int length = rest[at];
        if (length > rest.Length - at - 1)
        {
            IsTruncated = true;
            structure = default;
            return false;
        }

        structure = new AdStructure(rest[at + 1], rest.Slice(at + 2, length - 1));
        next = at + 1 + length;
        return true;
    }
}
