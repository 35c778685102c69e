using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>QoS 1 messages through the embedded broker and through mosquitto, in alternating rounds.</summary>
internal sealed class ListenerBenchmark : IBenchmark
{
    public string Verb => "mqtt-listener";

    public string Summary => "QoS 1 through our listener and through mosquitto, raw sockets on both sides: --rounds 5 --count 100000 --windows 20,1000 --payload 300";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        if (options.Number("serve", 0) == 1) return await ListenerProcess.ServeAsync(stopping);

        using var mosquitto = await Mosquitto.StartAsync(stopping);
        using var ours = await ListenerProcess.StartAsync(stopping);
        Console.WriteLine($"{"window",6} {"broker",-10} {"msg/s",9} {"CPU s/100k",11}");
        foreach (var window in options.Numbers("windows", 20, 1000))
        {
            var work = new RelayWork(options.Number("count", 100_000), window, options.Number("payload", 300));
            await MeasureAsync(work, mosquitto, ours, options.Number("rounds", 5), stopping);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"our process: {ours.WorkingSetBytes / 1024.0 / 1024.0:0} MiB"));
        return 0;
    }

    private static async Task MeasureAsync(RelayWork work, Mosquitto mosquitto, ListenerProcess ours, int rounds, CancellationToken stopping)
    {
        List<RelayRun> theirRuns = [];
        List<RelayRun> ourRuns = [];

        // The first round of each is for the JIT and is not counted.
        for (var round = -1; round < rounds; round++)
        {
            stopping.ThrowIfCancellationRequested();
            var theirs = await work.RunAsync(mosquitto.Port, () => mosquitto.CpuTime);
            var own = await work.RunAsync(ours.Port, () => ours.CpuTime);
            if (round < 0) continue;

            theirRuns.Add(theirs);
            ourRuns.Add(own);
        }

        Print(work.Window, "mosquitto", theirRuns);
        Print(work.Window, "ours", ourRuns);
        var ratio = Median(ourRuns.Zip(theirRuns, (own, theirs) => own.MessagesPerSecond / theirs.MessagesPerSecond));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work.Window,6} ratio      {ratio,9:0.00}   (median of {rounds} alternating rounds)"));
    }

    private static void Print(int window, string name, List<RelayRun> runs) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{window,6} {name,-10} {Median(runs.Select(run => run.MessagesPerSecond)),9:0} {Median(runs.Select(run => run.CpuSecondsPer100k)),11:0.00}"));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
