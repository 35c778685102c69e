namespace EdgeGateway.Sensing;

/// <summary>One AD structure (Bluetooth Core 5.4, Vol 3 Part C, section 11): a type and its data, in place.</summary>
/// <param name="type">One of the assigned numbers; every value is possible.</param>
/// <param name="value">The data after the type byte; may be empty.</param>
public readonly ref struct AdStructure(byte type, ReadOnlySpan<byte> value)
{
    public byte Type { get; } = type;

    public ReadOnlySpan<byte> Value { get; } = value;
}
