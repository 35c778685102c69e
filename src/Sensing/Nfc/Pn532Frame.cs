namespace EdgeGateway.Sensing.Nfc;

/// <summary>One frame, and the writer of them (NXP UM0701-02, section 6.2.1).</summary>
/// <param name="Data">TFI and what follows it; valid until the reader is asked again.</param>
internal readonly record struct Pn532Frame(Pn532FrameKind Kind, ReadOnlyMemory<byte> Data)
{
    /// <summary>TFI and data of the longest extended frame the chip accepts.</summary>
    public const int DataBytesMax = 265;

    /// <summary>Preamble, start code, extended length, data, checksum, postamble.</summary>
    public const int BytesMax = DataBytesMax + 10;

    /// <summary>TFI of frames from the host.</summary>
    public const byte FromHost = 0xD4;

    /// <summary>TFI of frames from the chip.</summary>
    public const byte FromChip = 0xD5;

    private const int NormalDataBytesMax = 255;

    public static ReadOnlySpan<byte> Ack => [0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00];

    public static ReadOnlySpan<byte> Nack => [0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00];

    /// <summary>Writes a frame from the host around <paramref name="command"/>; returns its length.</summary>
    /// <param name="frame">At least <see cref="BytesMax"/> bytes.</param>
    public static int Write(Span<byte> frame, ReadOnlySpan<byte> command)
    {
        var length = 1 + command.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, DataBytesMax);
        ReadOnlySpan<byte> start = [0x00, 0x00, 0xFF];
        start.CopyTo(frame);
        var at = start.Length;
        if (length > NormalDataBytesMax)
        {
            (frame[at], frame[at + 1], frame[at + 2], frame[at + 3]) = (0xFF, 0xFF, (byte)(length >> 8), (byte)length);
            frame[at + 4] = (byte)-((length >> 8) + length);
            at += 5;
        }
        else
        {
            (frame[at], frame[at + 1]) = ((byte)length, (byte)-length);
            at += 2;
        }

        frame[at++] = FromHost;
        command.CopyTo(frame[at..]);
        at += command.Length;
        (frame[at], frame[at + 1]) = ((byte)-(FromHost + Sum(command)), 0x00);
        return at + 2;
    }

    /// <summary>How long the frame is that begins here, its postamble included; 0 when none does.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> startCode = [0x00, 0xFF];
        var start = bytes.IndexOf(startCode);
        var at = start < 0 ? default : bytes[(start + startCode.Length)..];
        return at switch
        {
            [0x00, 0xFF, ..] or [0xFF, 0x00, ..] => start + 5, // Acknowledgement or not, and its postamble.
            [0xFF, 0xFF, var high, var low, var check, ..] => (byte)(high + low + check) == 0 ? start + 9 + ((high << 8) | low) : 0,
            [var length, var check, ..] => (byte)(length + check) == 0 ? start + 6 + length : 0,
            _ => 0,
        };
    }

    /// <summary>The sum that a frame's checksum brings to zero.</summary>
    internal static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var one in bytes)
        {
            sum += one;
        }

        return sum;
    }
}
