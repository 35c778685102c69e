using System.Globalization;

namespace EdgeGateway.Outbox;

/// <summary>
/// The files beside the outbox whose events still have to reach the hub: <c>import/</c>, and what the outbox had to give up. A file is there whole or
/// not at all, and goes only once it is delivered, so a power cut costs nothing.
/// </summary>
public sealed class ConsignmentFolder(OutboxOptions options, TimeProvider time)
{
    /// <summary>All imports that wait; one that would make more is refused. It can be cut with <c>--from</c> and <c>--to</c> when it is exported.</summary>
    public const long ImportBytesMax = 2L * 1024 * 1024 * 1024;

    /// <summary>More imports at once are refused until some are delivered.</summary>
    public const int ImportsMax = 100;

    private const string Partial = ".part";

    // Events may carry enrolled identifiers.
    private static readonly FileStreamOptions OwnersOnly = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private readonly HashSet<string> settled = [];

    private string Imports => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Path))!, "import");

    /// <summary>What waits, oldest first. Empty as well while the folder cannot be read: then nothing can be done about it either.</summary>
    public IReadOnlyList<IConsignment> Waiting()
    {
        if (options.Path == SqliteStore.InMemory)
        {
            return [];
        }

        try
        {
            var imports = Directory.Exists(Imports) ? Directory.GetFiles(Imports, "*.jsonl") : [];
            return [.. GivenUp(options.Path).Where(path => !IsDelivered(path) && !settled.Contains(path)).Select(path => new GivenUpFile(path)),
                .. imports.Where(path => !settled.Contains(path)).Order(StringComparer.Ordinal).Select(path => new ImportedFile(path))];
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Takes an export in. It counts once it is whole, checked and on the disk; until then there is nothing of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task<ImportReceipt> AcceptAsync(Stream export, CancellationToken stopping)
    {
        var path = NewPath();
        ForgetHalves();
        var waiting = Directory.GetFiles(Imports).Select(file => new FileInfo(file).Length).ToList();
        if (waiting.Count >= ImportsMax)
        {
            return new ImportReceipt(0, 0, $"{ImportsMax} imports wait already; let them be delivered first");
        }

        try
        {
            var check = new ExportCheck();
            string problem;
            await using (var file = new FileStream(path + Partial, OwnersOnly))
            {
                problem = await CopyAsync(export, file, ImportBytesMax - waiting.Sum(), check, stopping);
                file.Flush(flushToDisk: true);
            }

            if (problem.Length > 0)
            {
                return new ImportReceipt(0, 0, problem);
            }

            File.Move(path + Partial, path + ".jsonl");
            KeepName(path + ".jsonl");
            return new ImportReceipt(check.Events, check.Damaged, "");
        }
        finally
        {
            File.Delete(path + Partial);
        }
    }

    /// <summary>Writes events into a file of their own, durable when this returns. Called by the outbox's writer when it leaves a store behind.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void CarryOver(IEnumerable<WaitingEvent> events)
    {
        using var all = events.GetEnumerator();
        if (!all.MoveNext())
        {
            return;
        }

        var path = NewPath();
        try
        {
            using (var file = new FileStream(path + Partial, OwnersOnly))
            {
                WriteAsync(all, file).GetAwaiter().GetResult();
                file.Flush(flushToDisk: true);
            }

            File.Move(path + Partial, path + ".jsonl");
            KeepName(path + ".jsonl");
        }
        finally
        {
            File.Delete(path + Partial);
        }

        // A file stream that is not asynchronous completes at once: the writer's thread waits for the disk, as it does everywhere.
        static async Task WriteAsync(IEnumerator<WaitingEvent> all, Stream file)
        {
            var writer = new ExportWriter(file);
            do
            {
                await writer.AddAsync(all.Current, CancellationToken.None);
            }
            while (all.MoveNext());
            await writer.FinishAsync(CancellationToken.None);
        }
    }

    /// <summary>Delivered; also remembered here, should the disk not take the mark.</summary>
    /// <exception cref="IOException">It could not be marked and will be delivered again after a restart, which the hub tolerates.</exception>
    public void Settle(IConsignment delivered)
    {
        settled.Add(delivered.Path);
        try
        {
            delivered.Settle();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }

    internal static IEnumerable<string> GivenUp(string outboxPath)
    {
        var path = Path.GetFullPath(outboxPath);
        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, $"{Path.GetFileNameWithoutExtension(path)}.*.db").Where(file => file != path).Order(StringComparer.Ordinal)
            : [];
    }

    internal static bool IsDelivered(string path) => File.Exists(path + GivenUpFile.DeliveredSuffix);

    private string NewPath()
    {
        Directory.CreateDirectory(Imports);
        return Path.Combine(Imports, $"{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss.fffffff'Z'", CultureInfo.InvariantCulture)}.{Guid.NewGuid():N}");
    }

    // Syncing a file makes its new name durable too (ext4, f2fs: the rename is in the same journal transaction as the inode).
    private static void KeepName(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Flush(flushToDisk: true);
    }

    // What a kill left behind; one that is being written now is younger.
    private void ForgetHalves()
    {
        foreach (var half in Directory.GetFiles(Imports, "*" + Partial).Where(half => File.GetLastWriteTimeUtc(half) < time.GetUtcNow() - TimeSpan.FromHours(1)))
        {
            File.Delete(half);
        }
    }

    private static async Task<string> CopyAsync(Stream export, FileStream file, long bytesMax, ExportCheck check, CancellationToken stopping)
    {
        var lines = new LineReader(export);
        while (await lines.NextAsync(stopping) is { } line)
        {
            check.Read(line.Span, out var problem);
            if (problem.Length > 0)
            {
                return problem;
            }

            await file.WriteAsync(line, stopping);
            file.WriteByte((byte)'\n');
            if (file.Position > bytesMax)
            {
                return $"with what waits it is more than {ImportBytesMax} bytes; let that be delivered, or export in parts with --from and --to";
            }
        }

        return check.IsWhole ? "" : "its last line is missing: it was cut off, copy or export it again";
    }
}
