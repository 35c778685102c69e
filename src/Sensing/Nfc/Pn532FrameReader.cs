namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Cuts a serial stream into PN532 frames. What is no frame is skipped and counted, and the next start code is found again.
/// </summary>
internal sealed class Pn532FrameReader
{
    private readonly byte[] buffer = new byte[2 * Pn532Frame.BytesMax];
    private int begin;
    private int end;

    /// <summary>Bytes that belonged to no frame; the preamble and postamble zeros are not among them.</summary>
    public long BytesSkipped { get; private set; }

    /// <summary>Where the next bytes from the line go; never empty.</summary>
    public Span<byte> Free()
    {
        buffer.AsSpan(begin, end - begin).CopyTo(buffer);
        (begin, end) = (0, end - begin);
        if (end == buffer.Length)
        {
            // Twice the longest frame without one: none of it is.
            Skip(end);
        }

        return buffer.AsSpan(end);
    }

    /// <summary>So many bytes have been put into <see cref="Free"/>.</summary>
    public void Added(int count) => end += count;

    /// <summary>Forgets what has arrived.</summary>
    public void Clear() => (begin, end) = (0, 0);

    /// <summary>The next frame; <see cref="Pn532FrameKind.None"/> when more bytes are needed.</summary>
    public Pn532Frame Next()
    {
        while (FindStart())
        {
            var at = buffer.AsSpan(begin, end - begin);
            if (at.Length < 4)
            {
                return default;
            }

            switch (at[2], at[3])
            {
                case (0x00, 0xFF):
                    return Take(4, new Pn532Frame(Pn532FrameKind.Ack, default));
                case (0xFF, 0x00):
                    return Take(4, new Pn532Frame(Pn532FrameKind.Nack, default));
                case (0xFF, 0xFF) when at.Length < 7:
                    return default;
                case (0xFF, 0xFF):
                    if (((at[4] + at[5] + at[6]) & 0xFF) == 0 && Information(7, (at[4] << 8) | at[5]) is { } extended)
                        return extended;
                    break;
                default:
                    if (((at[2] + at[3]) & 0xFF) == 0 && Information(4, at[2]) is { } normal)
                        return normal;
                    break;
            }

            Skip(1);
        }

        return default;
    }

    /// <summary>A data or error frame; null when the length cannot be one.</summary>
    private Pn532Frame? Information(int headerBytes, int length)
    {
        if (length is 0 or > Pn532Frame.DataBytesMax)
        {
            return null;
        }

        if (end - begin < headerBytes + length + 1)
        {
            return default(Pn532Frame);
        }

        var data = buffer.AsMemory(begin + headerBytes, length);
        if (((Pn532Frame.Sum(data.Span) + buffer[begin + headerBytes + length]) & 0xFF) != 0)
        {
            // The length's own checksum was right, so the frame's end is known.
            return Take(headerBytes + length + 1, new Pn532Frame(Pn532FrameKind.Garbled, default));
        }

        var kind = length == 1 && data.Span[0] == 0x7F ? Pn532FrameKind.Error : Pn532FrameKind.Data;
        return Take(headerBytes + length + 1, new Pn532Frame(kind, data));
    }

    /// <summary>Moves to the next start code 00 FF; false when there is none yet.</summary>
    private bool FindStart()
    {
        ReadOnlySpan<byte> startCode = [0x00, 0xFF];
        var found = buffer.AsSpan(begin, end - begin).IndexOf(startCode);
        if (found >= 0)
        {
            Skip(found);
            return true;
        }

        // A last zero may be the first half of a start code.
        Skip(end - begin - (end > begin && buffer[end - 1] == 0 ? 1 : 0));
        return false;
    }

    private Pn532Frame Take(int count, Pn532Frame frame)
    {
        begin += count;
        return frame;
    }

    private void Skip(int count)
    {
        foreach (var one in buffer.AsSpan(begin, count))
        {
            BytesSkipped += one == 0 ? 0 : 1;
        }

        begin += count;
    }
}
