using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>QoS 1 to a real mosquitto on loopback: raw socket, ours and peers in alternating rounds, compared round by round.</summary>
internal sealed class PublishBenchmark : IBenchmark
{
    private const string Ours = "ours";
    private const string Raw = "raw";

    public string Verb => "mqtt-publish";

    public string Summary =>
        "QoS 1 to mosquitto beside a raw socket: --rounds 5 --count 100000 --windows 2,20,1000,65535 --peer 'NAME=COMMAND {port} {count} {window}'";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var rounds = options.Number("rounds", 5);
        var count = options.Number("count", 100_000);
        var peers = options.All("peer").Select(PeerPublisher.Parse).ToArray();
        using var mosquitto = await Mosquitto.StartAsync(stopping);
        Console.WriteLine($"{"window",6} {"who",-12} {"msg/s",9} {"of raw",7} {"CPU s/100k",11} {"B/msg",8}   (medians of {rounds} alternating rounds)");

        var good = true;
        foreach (var window in options.Numbers("windows", 2, 20, 1000, 65_535))
        {
            // A window of two is a round trip for each pair; fewer messages measure it as well.
            var work = new PublishWork(mosquitto.Port, window < 20 ? Math.Max(count / 5, 1) : count, window);
            var runs = await MeasureAsync(work, peers, rounds, stopping);
            foreach (var (name, ofName) in runs) Print(window, name, ofName, runs[Raw]);
            good &= Ratio(runs[Ours], runs[Raw]) >= Wanted(window);
        }

        Console.WriteLine(good ? "Every window reached what is wanted." : "A window fell short of what is wanted: 0.9 of raw at 20, 0.8 at 1000, 0.5 else.");
        return good ? 0 : 1;
    }

    private static double Wanted(int window) => window switch
    {
        20 => 0.9,
        1000 => 0.8,
        _ => 0.5,
    };

    private static async Task<Dictionary<string, List<PublishRun>>> MeasureAsync(
        PublishWork work, PeerPublisher[] peers, int rounds, CancellationToken stopping)
    {
        var runs = new Dictionary<string, List<PublishRun>> { [Raw] = [], [Ours] = [] };
        foreach (var peer in peers) runs[peer.Name] = [];

        var warmUp = work with { Count = Math.Min(work.Count, 20_000) };
        await RawPublisher.RunAsync(warmUp);
        await OurPublisher.RunAsync(warmUp, stopping);
        for (var round = 0; round < rounds; round++)
        {
            runs[Raw].Add(await RawPublisher.RunAsync(work));
            runs[Ours].Add(await OurPublisher.RunAsync(work, stopping));
            foreach (var peer in peers) runs[peer.Name].Add(await peer.RunAsync(work, stopping));
        }

        return runs;
    }

    private static void Print(int window, string name, List<PublishRun> runs, List<PublishRun> raw)
    {
        var bytes = runs[0].BytesPerMessage is null ? "" : Text(Median(runs.Select(run => run.BytesPerMessage ?? 0)), "0.00");
        Console.WriteLine(
            $"{window,6} {name,-12} {Text(Median(runs.Select(run => run.MessagesPerSecond)), "0"),9} {Text(Ratio(runs, raw), "0.00"),7} {Text(Median(runs.Select(run => run.CpuSecondsPer100k)), "0.000"),11} {bytes,8}");
    }

    private static double Ratio(List<PublishRun> runs, List<PublishRun> raw) =>
        Median(runs.Zip(raw, (run, ceiling) => run.MessagesPerSecond / ceiling.MessagesPerSecond));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
