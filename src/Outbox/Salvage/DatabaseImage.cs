using System.Buffers.Binary;

namespace EdgeGateway.Outbox;

/// <summary>
/// The pages of a database file and of the log beside it. Reads bytes and nothing else: SQLite would run recovery on a file that it opens, fold the
/// log into it and delete the log, and would not open a damaged one at all.
/// </summary>
internal sealed class DatabaseImage : IDisposable
{
    /// <summary>The outbox never had another.</summary>
    public const int PageBytes = 4096;

    private readonly FileStream file;
    private readonly FileStream? log;

    private DatabaseImage(FileStream file, FileStream? log)
    {
        (this.file, this.log) = (file, log);
        Log = log is null ? new WalFrames() : WalFrames.Read(log);
        PageCount = (uint)Math.Min(uint.MaxValue - 1, (file.Length + PageBytes - 1) / PageBytes);
        IsCutOff = IsPageMissing(file.Length / PageBytes);
    }

    public WalFrames Log { get; }

    /// <summary>Pages in the file, a last half one included.</summary>
    public uint PageCount { get; }

    /// <summary>The header counts pages that are neither in the file nor in the log.</summary>
    public bool IsCutOff { get; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static DatabaseImage Open(string path)
    {
        var file = OpenForReading(path);
        try
        {
            return new DatabaseImage(file, File.Exists(path + "-wal") ? OpenForReading(path + "-wal") : null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>False when there is no such page, or not all of it.</summary>
    public bool Read(uint number, PageView view, Span<byte> page)
    {
        var inLog = view switch { PageView.Committed => Log.Committed, PageView.Newest => Log.Any, _ => null };
        if (inLog is not null && inLog.TryGetValue(number, out var place))
        {
            return ReadAt(log!, place, page);
        }

        return number >= 1 && number <= PageCount && ReadAt(file, (number - 1L) * PageBytes, page);
    }

    /// <summary>A page of the log by its place there.</summary>
    public bool ReadLog(long place, Span<byte> page) => ReadAt(log!, place, page);

    public void Dispose()
    {
        file.Dispose();
        log?.Dispose();
    }

    // The header (section 1.3): size in pages at 28, true when the change counter at 24 is the one at 92. A log not yet folded in may hold the pages at the end.
    private bool IsPageMissing(long wholePages)
    {
        Span<byte> page = stackalloc byte[PageBytes];
        if (!Read(1, PageView.Committed, page) || !page.StartsWith("SQLite format 3\0"u8) || !page.Slice(24, 4).SequenceEqual(page.Slice(92, 4)))
        {
            return false;
        }

        var pages = BinaryPrimitives.ReadUInt32BigEndian(page[28..]);
        for (var number = wholePages + 1; number <= pages; number++)
        {
            if (!Log.Committed.ContainsKey((uint)number))
            {
                return true;
            }
        }

        return false;
    }

    // The daemon may be writing the file or renaming it meanwhile; .NET's sharing is a lock that only .NET programs see.
    private static FileStream OpenForReading(string path) =>
        new(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 64 * 1024 });

    private static bool ReadAt(FileStream from, long place, Span<byte> page)
    {
        try
        {
            return RandomAccess.Read(from.SafeFileHandle, page[..PageBytes], place) == PageBytes;
        }
        catch (IOException)
        {
            return false; // A bad sector costs its page.
        }
    }
}
