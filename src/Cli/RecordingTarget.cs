using System.Text;

namespace EdgeGateway.Cli;

/// <summary>Where a recording goes, line by line, so that what was recorded is there whatever ends it.</summary>
internal sealed class RecordingTarget : IDisposable
{
    /// <summary>A day of an AMG8833, or eight hours of an MLX90640; what is recorded longer is looked at by nobody.</summary>
    public const long BytesMax = 1L << 30;

    private readonly StreamWriter writer;
    private long bytes;

    private RecordingTarget(Stream to) => writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };

    public long Signals { get; private set; }

    /// <summary>Signals that the daemon had no room for.</summary>
    public long Dropped { get; private set; }

    public bool IsFull => bytes >= BytesMax;

    /// <exception cref="IOException">The file exists or cannot be made.</exception>
    public static RecordingTarget Open(string path)
    {
        if (path == "-")
        {
            return new RecordingTarget(Console.OpenStandardOutput());
        }

        try
        {
            // When people come and go is the store's business: the file is its owner's alone.
            return new RecordingTarget(new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
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

    public void Add(string line)
    {
        // A daemon that was killed leaves half a line.
        if (!line.StartsWith('#') && !line.EndsWith('}'))
        {
            return;
        }

        const string dropped = "# dropped ";
        Dropped += line.StartsWith(dropped, StringComparison.Ordinal) && long.TryParse(line[dropped.Length..], out var missing) ? missing : 0;
        Signals += line.StartsWith('#') ? 0 : 1;
        bytes += line.Length + 1;
        writer.WriteLine(line);
    }

    public void Dispose() => writer.Dispose();
}
