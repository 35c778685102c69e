using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Benchmarks.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Daemon;

/// <summary>How long the daemon takes to its first durable event, and what it holds in memory: with an empty outbox and with many events waiting.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    // Nobody listens on the discard port of a test machine: the daemon stays offline, and its events wait.
    private const int NoBroker = 9;

    public string Verb => "gateway-start";

    public string Summary => "start to first durable event, and memory: --rounds 5 --waiting 100000 --settle 10 --program PATH (another build)";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var settle = TimeSpan.FromSeconds(options.Number("settle", 10));
        var filled = Directory.CreateTempSubdirectory("gateway-filled-");
        try
        {
            var waiting = options.Number("waiting", 100_000);
            await FillAsync(filled.FullName, waiting, stopping);
            var ways = new Dictionary<int, (List<double> Starts, List<double> Sizes)> { [0] = ([], []), [waiting] = ([], []) };
            for (var round = -1; round < options.Number("rounds", 5); round++)
            {
                foreach (var (events, (starts, sizes)) in ways)
                {
                    var (start, size) = await StartOnceAsync(options.Text("program", ""), events > 0 ? filled : null, settle, stopping);
                    if (round < 0) continue; // the first finds nothing in the page cache

                    starts.Add(start);
                    sizes.Add(size);
                }
            }

            foreach (var (events, (starts, sizes)) in ways) Print(events, starts, sizes, settle);
            return 0;
        }
        finally
        {
            filled.Delete(recursive: true);
        }
    }

    private static async Task<(double Milliseconds, double Megabytes)> StartOnceAsync(
        string program, DirectoryInfo? filled, TimeSpan settle, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        foreach (var file in filled?.GetFiles() ?? []) file.CopyTo(Path.Combine(folder.FullName, file.Name));
        try
        {
            using var daemon = DaemonProcess.Start(program, folder.FullName, "demo", NoBroker);
            var start = await daemon.FirstEvent.WaitAsync(stopping);
            await Task.Delay(settle, stopping); // memory is asked after it has sensed for a while
            return (start.TotalMilliseconds, daemon.ResidentMegabytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string folder, int events, CancellationToken stopping)
    {
        await using var outbox = OutboxLog.Open(
            new OutboxOptions { Path = Path.Combine(folder, "outbox.db"), SizeBytesMax = 4L << 30 }, TimeProvider.System, SampleDrafts.Stamp).Outbox;
        EventDraft[] group = [.. Enumerable.Range(0, 1000).Select(SampleDrafts.Mixed)];
        for (var at = 0; at < events; at += group.Length)
        {
            await outbox.AppendAsync(group, stopping);
        }
    }

    private static void Print(int events, List<double> starts, List<double> sizes, TimeSpan settle) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{events,7} events waiting: first durable event after {Figure.Median(starts):0} ms ({starts.Min():0} to {starts.Max():0}), {Figure.Median(sizes):0} MB resident after {settle.TotalSeconds:0} s ({sizes.Min():0} to {sizes.Max():0})"));
}
