using System.Globalization;
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
        var program = options.Text("program", "");
        foreach (var waiting in (int[])[0, options.Number("waiting", 100_000)])
        {
            var (starts, sizes) = (new List<double>(), new List<double>());
            for (var round = -1; round < options.Number("rounds", 5); round++)
            {
                var folder = Directory.CreateTempSubdirectory("gateway-start-");
                await FillAsync(folder.FullName, waiting, stopping);
                using (var daemon = DaemonProcess.Start(program, folder.FullName, "demo", NoBroker))
                {
                    var start = await daemon.FirstEvent.WaitAsync(stopping);
                    await Task.Delay(settle, stopping); // memory is asked after it has sensed for a while
                    if (round >= 0)
                    {
                        starts.Add(start.TotalMilliseconds);
                        sizes.Add(daemon.ResidentMegabytes);
                    }
                }

                folder.Delete(recursive: true);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{waiting,7} events waiting: first durable event after {Figure.Median(starts):0} ms ({starts.Min():0} to {starts.Max():0}), {Figure.Median(sizes):0} MB resident after {settle.TotalSeconds:0} s ({sizes.Min():0} to {sizes.Max():0})"));
        }

        return 0;
    }

    private static async Task FillAsync(string folder, int events, CancellationToken stopping)
    {
        if (events == 0)
        {
            return;
        }

        await using var outbox = OutboxLog.Open(new OutboxOptions { Path = Path.Combine(folder, "outbox.db") }, TimeProvider.System, SampleDrafts.Stamp).Outbox;
        foreach (var group in SampleDrafts.Make(events).Chunk(1000))
        {
            await outbox.AppendAsync(group, stopping);
        }
    }
}
