using System.Globalization;

namespace EdgeGateway.Outbox;

/// <summary>
/// Brings up a store, whatever the file is like: one that cannot be used is renamed and kept, and where not even that works the
/// outbox runs in memory.
/// </summary>
internal sealed class StoreFile(OutboxOptions options, TimeProvider time, Func<string, int, IStore> open) : IDisposable
{
    /// <summary>In the name of a file that another program or a newer version wrote.</summary>
    public const string Foreign = "foreign";

    // Numbers left in an epoch when an empty outbox begins the next one: years of events.
    private const long NumbersLeftMin = 100_000_000;

    // A gateway that gives up so many files before the hub had one of them has a broken disk.
    private const int UndeliveredFilesMax = 20;
    private const int UndeliveredTimesSizeMax = 4;

    private FileStream? lockFile;

    /// <summary>The outbox in use survives a power cut.</summary>
    public bool IsDurable { get; private set; }

    /// <summary>Why events do not survive a power cut; empty while they do.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>What happened to the file since the start; empty while nothing has.</summary>
    public string Note { get; private set; } = "";

    /// <summary>There is a folder to look after: an outbox that lives in memory on purpose has none.</summary>
    public bool IsWatched => options.Path != SqliteStore.InMemory;

    private string LockPath => options.Path + ".lock";

    /// <exception cref="IOException">Another process has this outbox open.</exception>
    public (IStore Store, Guid? PreviousEpoch, string Note) Open()
    {
        if (options.Path == SqliteStore.InMemory)
        {
            return OpenFile();
        }

        try
        {
            TakeLock();
        }
        catch (IOException held) when (IsHeldByAnother(held))
        {
            throw new IOException(
                $"{options.Path} is in use by another process; two writers would give one number twice. Stop the other one (`fuser {options.Path}.lock`)",
                held);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            return OpenInMemory(NoFolder(denied));
        }

        return OpenFile();
    }

    /// <summary>The file turned out to be damaged while it was in use.</summary>
    public (IStore Store, Guid? PreviousEpoch, string Note) Replace(IStore damaged, string why)
    {
        var previous = damaged.Epoch;
        damaged.Dispose();
        var opened = options.Path == SqliteStore.InMemory ? (open(SqliteStore.InMemory, options.WalPagesMax), previous, $"{why}. A new outbox has been started")
            : IsDurable ? Quarantine("damaged", why, previous)
            : OpenInMemory(why);
        Note = opened.Note;
        return opened;
    }

    /// <summary>
    /// False when the folder no longer holds the file in use: it was deleted, its file system has gone, or another one has come in its place. Our own lock
    /// tells: where it can be had again, or is not, is another file.
    /// </summary>
    public bool IsStillThere()
    {
        try
        {
            using var taken = new FileStream(LockPath, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (Exception held) when (held is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return File.Exists(options.Path);
        }
    }

    /// <summary>Opens what the folder holds now, beside the store in use. Null while there is nothing to be had, and <see cref="Problem"/> says why.</summary>
    public IStore? Reopen(string why)
    {
        var (before, wasDurable) = (lockFile, IsDurable);
        try
        {
            if (wasDurable || before is null)
            {
                TakeLock();
            }

            var (store, _, note) = OpenFile();
            if (IsDurable)
            {
                (Note, Problem) = ($"{why}{(note.Length > 0 ? $". {note}" : "")}", "");
                if (before != lockFile)
                {
                    before?.Dispose();
                }

                return store;
            }

            store.Dispose();
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            Problem = MemoryOnly(NoFolder(denied));
        }

        if (before is not null && before != lockFile)
        {
            lockFile?.Dispose();
            lockFile = before;
        }

        (IsDurable, Problem) = (wasDurable, wasDurable ? $"{why}. {Problem}" : Problem);
        return null;
    }

    /// <summary>It came to nothing: the store in use stays. The lock of the new place is let go, so that the next look tries again.</summary>
    public void Stay(bool wasDurable, string why)
    {
        (IsDurable, Problem) = (wasDurable, MemoryOnly(why));
        lockFile?.Dispose();
        lockFile = null;
    }

    /// <summary>What was wrong with the folder is no more.</summary>
    public void AllIsWell() => Problem = "";

    public void Dispose() => lockFile?.Dispose();

    private void TakeLock()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        lockFile = new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private string NoFolder(Exception denied) => $"{options.Path}: {denied.Message.TrimEnd('.')}; the service needs to own the folder";

    private static string MemoryOnly(string why) =>
        $"{why}. Until that is mended events do not survive a power cut; it is tried again and again, a restart is not needed";

    private (IStore Store, Guid? PreviousEpoch, string Note) OpenFile()
    {
        try
        {
            var store = open(options.Path, options.WalPagesMax);
            (IsDurable, Problem) = (true, "");
            return store is SqliteStore sqlite ? Check(sqlite) : (store, null, "");
        }
        catch (StoreException unusable) when (unusable.Trouble != StoreTrouble.Unavailable)
        {
            return Quarantine(unusable.Trouble == StoreTrouble.Foreign ? Foreign : "damaged", unusable.Message, EpochOf(options.Path));
        }
        catch (StoreException unavailable)
        {
            return OpenInMemory(unavailable.Message);
        }
    }

    // The file is sound. Whether its numbers can go on is another question.
    private (IStore Store, Guid? PreviousEpoch, string Note) Check(SqliteStore store)
    {
        var (source, previous) = (store.Source(), store.Epoch);
        var isRenamed = options.Source.Length > 0 && source.Length > 0 && source != options.Source;
        var isEmpty = SqliteSchema.Lanes.All(lane => store.OldestKey(lane) is null);
        var note = isRenamed ? $"This gateway was {source} and is {options.Source} now"
            : isEmpty && store.Next > Events.EventJson.SequenceMax - NumbersLeftMin ? "The numbers of the epoch were nearly used up"
            : "";
        if (isRenamed && !isEmpty)
        {
            // Their bytes, source and numbers stay as they are, so the hub files them under the old name.
            store.Dispose();
            return Quarantine("renamed", $"{note}; what waited is delivered under its old name", previous);
        }

        if (note.Length > 0)
        {
            store.BeginEpoch();
        }

        store.SaveSource(options.Source);
        return note.Length > 0 ? (store, previous, note) : (store, null, "");
    }

    private (IStore Store, Guid? PreviousEpoch, string Note) Quarantine(string why, string message, Guid? previousEpoch)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture);
        var aside = $"{Path.ChangeExtension(options.Path, null)}.{stamp}.{why}.db";
        try
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(options.Path + suffix))
                {
                    File.Move(options.Path + suffix, aside + suffix);
                }
            }

            ForgetOldest();
            var store = open(options.Path, options.WalPagesMax);
            (store as SqliteStore)?.SaveSource(options.Source);
            (IsDurable, Problem) = (true, "");
            return (store, previousEpoch, $"{message}. It is kept as {aside}, a new outbox has been started");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return OpenInMemory($"{message}. It could not be put aside: {failed.Message}");
        }
    }

    // What is delivered goes first. What is not goes only where the alternative is a full disk.
    private void ForgetOldest()
    {
        var kept = ConsignmentFolder.GivenUp(options.Path).ToList();
        var delivered = kept.Where(ConsignmentFolder.IsDelivered).ToList();
        var waiting = kept.Except(delivered).ToList();
        var bytes = waiting.Sum(file => new FileInfo(file).Length);
        var tooMuch = waiting.TakeWhile((file, index) =>
            (waiting.Count - index > UndeliveredFilesMax || bytes > UndeliveredTimesSizeMax * options.SizeBytesMax) && (bytes -= new FileInfo(file).Length) >= 0).ToList();
        foreach (var file in delivered.Take(kept.Count - options.QuarantinedFilesMax).Concat(tooMuch))
        {
            foreach (var suffix in (string[])["", "-wal", "-shm", GivenUpFile.DeliveredSuffix])
            {
                File.Delete(file + suffix);
            }
        }
    }

    private (IStore Store, Guid? PreviousEpoch, string Note) OpenInMemory(string why)
    {
        IsDurable = false;
        Problem = MemoryOnly(why);
        return (open(SqliteStore.InMemory, options.WalPagesMax), null, Problem);
    }

    // Best effort on a file that is to be given up anyway: without it the old epoch has no name in gateway.started.
    private static Guid? EpochOf(string path)
    {
        try
        {
            using var handle = new SqliteHandle(path, isReader: true);
            return SqliteStore.ReadEpoch(handle);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    // FileShare.None is an advisory lock; .NET reports EWOULDBLOCK as a sharing violation.
    private static bool IsHeldByAnother(IOException held) => held.HResult is 11 or 35 or unchecked((int)0x80070020);
}
