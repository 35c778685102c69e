using System.Text.Json;

namespace EdgeGateway.Cli;

/// <summary>Where an export goes. It keeps the last line, which says whether all of it came; a file has its name only once it is whole and on the disk.</summary>
internal sealed class ExportTarget : Stream
{
    private const int LastLineBytesMax = 1024;

    private readonly Stream inner;
    private readonly string path;
    private readonly List<byte> lastLine = [];
    private bool isFinished;

    private ExportTarget(Stream inner, string path) => (this.inner, this.path) = (inner, path);

    public bool IsStandardOutput => path == "-";

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private string Partial => path + ".part";

    /// <exception cref="IOException">The file exists or cannot be made.</exception>
    public static ExportTarget Open(string path)
    {
        if (path == "-")
        {
            return new ExportTarget(Console.OpenStandardOutput(), path);
        }

        if (Path.Exists(path))
        {
            throw new IOException(Directory.Exists(path) ? $"{path} is a directory; name a file in it" : $"{path} exists; give another name or delete it first");
        }

        try
        {
            // Events may carry enrolled identifiers: the file is its owner's alone.
            return new ExportTarget(
                new FileStream(path + ".part", new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }),
                path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    /// <summary>The export's last line, or null when it was cut off; then nothing is kept.</summary>
    public JsonElement? Finish()
    {
        if (LastLine() is not { } end)
        {
            return null;
        }

        if (inner is FileStream file && !IsStandardOutput)
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
            File.Move(Partial, path);
        }

        isFinished = true;
        return end;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Keep(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        Keep(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        try
        {
            inner.Dispose();
        }
        catch (IOException) when (!isFinished)
        {
            // A full disk takes the rest of the buffer no more than what came before it; that was told already, and nothing is kept.
        }
        finally
        {
            if (!isFinished && !IsStandardOutput)
            {
                File.Delete(Partial);
            }
        }

        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> written)
    {
        var tail = written[Math.Max(0, written.Length - LastLineBytesMax)..];
        lastLine.AddRange(tail);
        lastLine.RemoveRange(0, Math.Max(0, lastLine.Count - LastLineBytesMax));
    }

    private JsonElement? LastLine()
    {
        var kept = lastLine.ToArray().AsSpan();
        if (kept is not [.., (byte)'\n'])
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(kept[(kept[..^1].LastIndexOf((byte)'\n') + 1)..^1]);
            var end = JsonElement.ParseValue(ref reader);
            return end.ValueKind == JsonValueKind.Object && end.TryGetProperty("end", out _) ? end : null;
        }
        catch (JsonException)
        {
            return null; // The middle of an event: it was cut off.
        }
    }
}
