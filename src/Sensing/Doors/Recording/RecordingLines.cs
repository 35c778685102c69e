namespace EdgeGateway.Sensing.Doors;

/// <summary>The lines of a recording, in bounded memory: a line longer than any right one is told as such and not kept.</summary>
public sealed class RecordingLines(Stream recording)
{
    private readonly byte[] buffer = new byte[4 * DoorSignalReader.LineBytesMax];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end; false when there is none. It is valid until the next call.</summary>
    /// <param name="isTooLong">The line was passed over.</param>
    public bool TryNext(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            var rest = buffer.AsSpan(start, end - start);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0 || (isAtEnd && (rest.Length > 0 || isTooLong)))
            {
                line = length >= 0 ? rest[..length] : rest;
                start += length >= 0 ? length + 1 : rest.Length;
                isTooLong |= line.Length > DoorSignalReader.LineBytesMax;
                line = line.EndsWith("\r"u8) ? line[..^1] : line;
                Number++;
                return true;
            }

            if (isAtEnd)
            {
                line = default;
                return false;
            }

            if (rest.Length > DoorSignalReader.LineBytesMax)
                (isTooLong, start) = (true, end);
            Fill();
        }
    }

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = recording.Read(buffer, end, buffer.Length - end);
        end += read;
        isAtEnd = read == 0;
    }
}
