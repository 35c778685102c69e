using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>
/// QoS 1 messages through the embedded broker and through mosquitto, in alternating rounds; mosquitto as it is installed and, because
/// Nagle's algorithm costs it most of its speed on loopback, also without.
/// </summary>
internal sealed class ListenerBenchmark : IBenchmark
{
    public string Verb => "mqtt-listener";

    public string Summary => "QoS 1 through our listener and through mosquitto, raw sockets on both sides: --rounds 5 --count 100000 --windows 20,1000 --payload 300";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        if (options.Number("serve", 0) == 1) return await ListenerProcess.ServeAsync(stopping);

        using var asInstalled = await Mosquitto.StartAsync(stopping);
        using var atItsBest = await Mosquitto.StartAsync(stopping, "set_tcp_nodelay true");
        using var ours = await ListenerProcess.StartAsync(stopping);
        RelayBroker[] brokers =
        [
            new("mosquitto", asInstalled.Port, () => asInstalled.CpuTime),
            new("mosquitto nodelay", atItsBest.Port, () => atItsBest.CpuTime),
            new("ours", ours.Port, () => ours.CpuTime),
        ];
        var rounds = options.Number("rounds", 5);
        Console.WriteLine($"{"window",6} {"broker",-18} {"msg/s",9} {"CPU s/100k",11} {"ours is",8}   (medians of {rounds} alternating rounds)");
        foreach (var window in options.Numbers("windows", 20, 1000))
        {
            var work = new RelayWork(options.Number("count", 100_000), window, options.Number("payload", 300));
            await MeasureAsync(work, brokers, rounds, stopping);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"our process: {ours.WorkingSetBytes / 1024.0 / 1024.0:0} MiB"));
        return 0;
    }

    private static async Task MeasureAsync(RelayWork work, RelayBroker[] brokers, int rounds, CancellationToken stopping)
    {
        var runs = brokers.Select(_ => new List<RelayRun>()).ToArray();

        // The first round of each is for the JIT and is not counted.
        for (var round = -1; round < rounds; round++)
        {
            for (var at = 0; at < brokers.Length; at++)
            {
                stopping.ThrowIfCancellationRequested();
                var run = await work.RunAsync(brokers[at].Port, brokers[at].Cpu);
                if (round >= 0) runs[at].Add(run);
            }
        }

        for (var at = 0; at < brokers.Length; at++)
        {
            var ratio = Median(runs[^1].Zip(runs[at], (own, theirs) => own.MessagesPerSecond / theirs.MessagesPerSecond));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{work.Window,6} {brokers[at].Name,-18} {Median(runs[at].Select(run => run.MessagesPerSecond)),9:0} {Median(runs[at].Select(run => run.CpuSecondsPer100k)),11:0.00} {ratio,7:0.00}x"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
