using System.Text;

namespace EdgeGateway.Cli;

/// <summary>Where a recording goes, line by line, so that what was recorded is there whatever ends it.</summary>
internal sealed class RecordingTarget : IDisposable
{
    /// <summary>A day of an AMG8833, or eight hours of an MLX90640; what is recorded longer is looked at by nobody.</summary>
    public const long BytesMax = 1L << 30;

    private readonly Stream to;
    private readonly string path;
    private long bytes;

    internal RecordingTarget(Stream to, string path) => (this.to, this.path) = (to, path);

    public long Signals { get; private set; }

    /// <summary>Signals that the daemon had no room for.</summary>
    public long Dropped { get; private set; }

    public bool IsFull => bytes >= BytesMax;

    /// <exception cref="IOException">The file exists or cannot be made.</exception>
    public static RecordingTarget Open(string path)
    {
        if (path == "-")
        {
            return new RecordingTarget(Console.OpenStandardOutput(), path);
        }

        try
        {
            // When people come and go is the store's business: the file is its owner's alone.
            return new RecordingTarget(new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                BufferSize = 0,
            }), path);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new IOException($"{path} exists; give another name or delete it first");
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException($"cannot write {path}: {denied.Message.TrimEnd('.')}", denied);
        }
    }

    /// <exception cref="IOException">It cannot be written any more; says how many signals are in it.</exception>
    public void Add(string line)
    {
        // A daemon that was killed leaves half a line.
        if (!line.StartsWith('#') && !line.EndsWith('}'))
        {
            return;
        }

        Write(Encoding.UTF8.GetBytes(line + "\n"));
        const string dropped = "# dropped ";
        Dropped += line.StartsWith(dropped, StringComparison.Ordinal) && long.TryParse(line[dropped.Length..], out var missing) ? missing : 0;
        Signals += line.StartsWith('#') ? 0 : 1;
    }

    public void Dispose() => to.Dispose();

    private void Write(byte[] line)
    {
        try
        {
            to.Write(line);
            to.Flush();
            bytes += line.Length;
        }
        catch (IOException failed)
        {
            throw new IOException($"cannot write {path}: {failed.Message.TrimEnd('.')}; {Keep()}", failed);
        }
    }

    // Whole lines stay, and no file without a signal.
    private string Keep()
    {
        if (to is FileStream { CanSeek: true } file && file.Length > bytes)
        {
            file.SetLength(bytes);
        }

        if (Signals > 0)
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the {Signals:N0} signals until then are saved");
        }

        if (path != "-")
        {
            File.Delete(path);
        }

        return "no signal was saved";
    }
}
