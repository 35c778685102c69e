namespace EdgeGateway.Sensing;

/// <summary>Reads BTHome measurements one by one. It ends at an object id it does not know, whose length nobody can tell.</summary>
public ref struct BtHomeReader
{
    private ReadOnlySpan<byte> rest;

    internal BtHomeReader(ReadOnlySpan<byte> measurements) => rest = measurements;

    /// <summary>True when it ended before the last byte: an unknown object id or a truncated object.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>The next measurement; false at the end.</summary>
    public bool Read(out BtHomeMeasurement measurement)
    {
        measurement = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var id = rest[0];
        var format = BtHomeFormat.Of(id);
        var skip = 1;
        var length = format.Bytes;
        if (format.IsBytes && rest.Length > 1)
        {
            (skip, length) = (2, rest[1]);
        }

        if (!format.IsKnown || rest.Length < skip + length || (format.IsBytes && rest.Length < 2))
        {
            IsCutShort = true;
            rest = [];
            return false;
        }

        measurement = new BtHomeMeasurement(id, format, rest.Slice(skip, length));
        rest = rest[(skip + length)..];
        return true;
    }
}
