namespace EdgeGateway.Mqtt.Packets;

/// <summary>Variable Byte Integer, MQTT 5.0 section 1.5.5: seven bits a byte, the lowest first, four bytes at most.</summary>
internal static class VariableInteger
{
    public const int ValueMax = 268_435_455;

    public const int BytesMax = 4;

    public static int Length(int value) => value switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => 4,
    };

    public static int Write(Span<byte> destination, int value)
    {
        var at = 0;
        while (value > 0x7F)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <summary>Returns the bytes used, 0 when more are needed, -1 when it is malformed (five bytes, or longer than needed).</summary>
    public static int Read(ReadOnlySpan<byte> source, out int value)
    {
        value = 0;
        for (var at = 0; at < BytesMax; at++)
        {
            if (at == source.Length) return 0;

            value |= (source[at] & 0x7F) << (7 * at);
            if (source[at] < 0x80) return at > 0 && source[at] == 0 ? -1 : at + 1;
        }

        return -1;
    }
}
