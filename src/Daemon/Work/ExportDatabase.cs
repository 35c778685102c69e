using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Daemon.Work;

/// <summary>
/// <c>edge-gateway --export-database FILE</c>: an outbox file that no daemon has open, as an export on standard output. Behind
/// <c>edgectl outbox export --database</c>: the daemon's program is the one that knows the file.
/// </summary>
internal static class ExportDatabase
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var path = line.ExportDatabase!;
        try
        {
            if (IsInUse(path))
            {
                return Complain($"{path} is in use by a running edge-gateway; leave --database out and its daemon will tell");
            }

            await using var output = Console.OpenStandardOutput();
            var summary = await OutboxExport.OfFileAsync(path, new ExportFilter(line.Lane, line.From, line.To), output, CancellationToken.None);
            return summary.Damaged + summary.Lost > 0 ? ExitCodes.Partly : ExitCodes.Success;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Complain(failed.Message);
        }
    }

    public static bool TryReadLane(string name, out EventLane? lane)
    {
        lane = name switch
        {
            "visit" => EventLane.Visit,
            "traffic" => EventLane.Traffic,
            "health" => EventLane.Health,
            _ => null,
        };
        return lane is not null;
    }

    private static bool IsInUse(string path)
    {
        if (!File.Exists(path + ".lock"))
        {
            return false;
        }

        try
        {
            using var held = new FileStream(path + ".lock", FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // Not ours to lock; reading the file itself will say what is wrong.
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static int Complain(string sentence)
    {
        Console.Error.WriteLine($"edge-gateway: {sentence}");
        return ExitCodes.Surroundings;
    }
}
