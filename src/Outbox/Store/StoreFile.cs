using System.Globalization;

namespace EdgeGateway.Outbox;

/// <summary>
/// Brings up a store, whatever the file is like: one that cannot be used is renamed and kept, and where not even that works the
/// outbox runs in memory.
/// </summary>
internal sealed class StoreFile(OutboxOptions options, TimeProvider time, Func<string, int, IStore> open) : IDisposable
{
    // Numbers left in an epoch when an empty outbox begins the next one: years of events.
    private const long NumbersLeftMin = 100_000_000;

    private FileStream? lockFile;

    /// <summary>The outbox in use survives a power cut.</summary>
    public bool IsDurable { get; private set; }

    /// <summary>One sentence that stays true until the service is restarted: what happened to the file, or that there is none.</summary>
    public string Problem { get; private set; } = "";

    /// <exception cref="IOException">Another process has this outbox open.</exception>
    public (IStore Store, Guid? PreviousEpoch, string Note) Open()
    {
        if (options.Path == SqliteStore.InMemory)
        {
            return OpenFile();
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
            lockFile ??= new FileStream(options.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (IsHeldByAnother(held))
        {
            throw new IOException(
                $"{options.Path} is in use by another process; two writers would give one number twice. Stop the other one (`fuser {options.Path}.lock`)",
                held);
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            return OpenInMemory($"{options.Path}: {denied.Message}; the service needs to own the folder");
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
        Problem = opened.Note;
        return opened;
    }

    public void Dispose() => lockFile?.Dispose();

    private (IStore Store, Guid? PreviousEpoch, string Note) OpenFile()
    {
        try
        {
            var store = open(options.Path, options.WalPagesMax);
            (IsDurable, Problem) = (true, "");
            return (store is SqliteStore sqlite && IsNearlyUsedUp(sqlite)) ? BeginEpoch(sqlite) : (store, null, "");
        }
        catch (StoreException unusable) when (unusable.Trouble != StoreTrouble.Unavailable)
        {
            return Quarantine(unusable.Trouble == StoreTrouble.Foreign ? "foreign" : "damaged", unusable.Message, EpochOf(options.Path));
        }
        catch (StoreException unavailable)
        {
            return OpenInMemory(unavailable.Message);
        }
    }

    private static (IStore Store, Guid? PreviousEpoch, string Note) BeginEpoch(SqliteStore store)
    {
        var previous = store.Epoch;
        store.BeginEpoch();
        return (store, previous, "the numbers of the epoch were nearly used up");
    }

    private static bool IsNearlyUsedUp(SqliteStore store) =>
        store.Next > Events.EventJson.SequenceMax - NumbersLeftMin && SqliteSchema.Lanes.All(lane => store.OldestKey(lane) is null);

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
            (IsDurable, Problem) = (true, "");
            return (store, previousEpoch, $"{message}. It is kept as {aside}, a new outbox has been started");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return OpenInMemory($"{message}. It could not be put aside: {failed.Message}");
        }
    }

    private void ForgetOldest()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Path))!;
        var name = Path.GetFileNameWithoutExtension(options.Path);
        var kept = Directory.GetFiles(folder, $"{name}.*.db").Where(file => file != Path.GetFullPath(options.Path)).Order().ToList();
        foreach (var file in kept.Take(Math.Max(0, kept.Count - options.QuarantinedFilesMax)))
        {
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                File.Delete(file + suffix);
            }
        }
    }

    private (IStore Store, Guid? PreviousEpoch, string Note) OpenInMemory(string why)
    {
        IsDurable = false;
        Problem = $"{why}. Events are in memory only and do not survive a power cut; mend it and restart the service";
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
