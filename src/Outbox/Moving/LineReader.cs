namespace EdgeGateway.Outbox;

/// <summary>Cuts a stream into lines without ever holding more than one of bounded length.</summary>
internal sealed class LineReader(Stream from)
{
    /// <summary>An event in Base64, and some.</summary>
    public const int LineBytesMax = 128 * 1024;

    private readonly byte[] buffer = new byte[LineBytesMax];
    private int start;
    private int end;

    /// <summary>The next line without its line feed, valid until the next call. Null at the end, also when the last line has no line feed or a line is too long.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken stopping)
    {
        for (var searched = 0; ;)
        {
            var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = buffer.AsMemory(start, searched + length);
                start += line.Length + 1;
                return line;
            }

            searched = end - start;
            buffer.AsSpan(start, searched).CopyTo(buffer);
            (start, end) = (0, searched);
            var read = end == buffer.Length ? 0 : await from.ReadAsync(buffer.AsMemory(end), stopping);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }
}
