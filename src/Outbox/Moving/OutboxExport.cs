using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Writes events out as a file of JSON Lines; the format stands in the room's README.</summary>
public static class OutboxExport
{
    private const int PeekMax = 500;

    /// <summary>What waits in an outbox that is in use. What is delivered meanwhile may or may not be in it.</summary>
    public static async Task<ExportSummary> OfRunningAsync(IOutbox outbox, ExportFilter filter, Stream to, CancellationToken stopping)
    {
        var writer = new ExportWriter(to);
        foreach (var one in Waiting(outbox, filter))
        {
            await writer.AddAsync(one, stopping);
        }

        return await writer.FinishAsync(stopping);
    }

    /// <summary>What can be read of a file that nobody has open, in whatever state it is.</summary>
    /// <exception cref="CutOffException">The export is whole, its last line written; the file it was read from is not.</exception>
    /// <exception cref="IOException">The file cannot be read, or is no outbox, and nothing was written; or the export cannot be written.</exception>
    public static async Task<ExportSummary> OfFileAsync(string path, ExportFilter filter, Stream to, CancellationToken stopping)
    {
        RefuseWhatHasNoBytes(path);
        using var salvage = OutboxSalvage.Open(path);
        var writer = new ExportWriter(to);
        foreach (var one in salvage.Events().Where(filter.Takes))
        {
            await writer.AddAsync(one, stopping);
        }

        if (!salvage.IsOutbox)
        {
            throw new IOException($"{path} is no outbox of EdgeGateway: there is no table and no event of one in it");
        }

        foreach (var (sequence, found) in salvage.Damaged.Where(entry => entry.Key >= filter.From && entry.Key <= filter.To))
        {
            await writer.AddDamagedAsync(sequence, found, stopping);
        }

        // Of a part nobody can say what is missing in it.
        if (filter.IsAll)
        {
            var (epoch, lost) = salvage.Account();
            await writer.AddLostAsync(epoch, lost.Ranges, stopping);
        }

        var summary = await writer.FinishAsync(stopping);
        return salvage.IsCutOff
            ? throw new CutOffException($"{path} is cut off: its end is missing, and the events in it with their numbers; what could be read is exported")
            : summary;
    }

    // A device has no length either, and /dev/zero no end. A log may hold all of a file that lost its bytes.
    private static void RefuseWhatHasNoBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a directory; name the outbox file in it");
        }

        if (File.Exists(path) && Length(path) == 0 && !(File.Exists(path + "-wal") && Length(path + "-wal") > 0))
        {
            throw new IOException($"{path} is no outbox of EdgeGateway: it is empty, or no regular file");
        }
    }

    private static long Length(string path) => new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length;

    private static IEnumerable<WaitingEvent> Waiting(IOutbox outbox, ExportFilter filter)
    {
        var epoch = outbox.Epoch;
        List<WaitingEvent> some = [];
        foreach (var lane in SqliteSchema.Lanes.Where(lane => filter.Lane is null || filter.Lane == lane))
        {
            var after = filter.From - 1;
            while (outbox.Epoch == epoch && outbox.Browse(lane, after, PeekMax, some) > 0)
            {
                foreach (var one in some.Where(filter.Takes))
                {
                    yield return one;
                }

                after = some[^1].Sequence;
                some.Clear();
                if (after >= filter.To)
                {
                    break;
                }
            }
        }
    }
}
