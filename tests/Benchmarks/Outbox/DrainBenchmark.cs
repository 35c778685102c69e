using EdgeGateway.Tests.Benchmarks.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>Durable, acknowledged by a real mosquitto, removed: the outbox's whole life of an event, beside a plain way to do it.</summary>
internal sealed class DrainBenchmark : IBenchmark
{
    public string Verb => "outbox-drain";

    public string Summary =>
        "durable in groups, PUBACK, removed: --rounds 5 --count 100000 --group 1000 --window 20 --folder DIR --peer 'NAME=COMMAND {port} {count} {window}'";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (rounds, count, group, window) =
            (options.Number("rounds", 5), options.Number("count", 100_000), options.Number("group", 1000), options.Number("window", 20));
        var peers = options.All("peer").Select(PeerPublisher.Parse).ToArray();
        using var mosquitto = await Mosquitto.StartAsync(stopping);
        var (ours, plain, others) = (new List<Figure>(), new List<Figure>(), peers.ToDictionary(peer => peer.Name, _ => new List<Figure>()));
        await RunOnceAsync(OurDrain.RunAsync, mosquitto.Port, Math.Min(count, 20_000), group, window, options, stopping);
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await RunOnceAsync(OurDrain.RunAsync, mosquitto.Port, count, group, window, options, stopping));
            plain.Add(await RunOnceAsync(PlainDrain.RunAsync, mosquitto.Port, count, group, window, options, stopping));
            foreach (var peer in peers)
            {
                var run = await peer.RunAsync(new PublishWork(mosquitto.Port, count, window), stopping);
                others[peer.Name].Add(new Figure(run.MessagesPerSecond, run.CpuSecondsPer100k * 10, double.NaN));
            }
        }

        Console.WriteLine($"{"who",-12} {"ev/s",9} {"ours is",8} {"CPU us/ev",10} {"disk B/ev",10}   (medians of {rounds} alternating rounds, groups of {group}, window {window})");
        Print("ours", ours, ours);
        Print("plain sqlite", plain, ours);
        foreach (var (name, figures) in others) Print(name, figures, ours);
        return 0;
    }

    private static async Task<Figure> RunOnceAsync(
        Func<int, Events.EventDraft[], int, int, string, CancellationToken, Task<Figure>> drain,
        int port, int count, int group, int window, BenchmarkOptions options, CancellationToken stopping)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Text("folder", Path.GetTempPath()), $"drain-{Guid.NewGuid():N}"));
        try
        {
            return await drain(port, SampleDrafts.Make(count), group, window, folder.FullName, stopping);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(string name, List<Figure> figures, List<Figure> ours) => Console.WriteLine(
        $"{name,-12} {Figure.Text(Figure.Median(figures.Select(one => one.EventsPerSecond)), "0"),9} " +
        $"{Figure.Text(Figure.Median(ours.Zip(figures, (mine, other) => mine.EventsPerSecond / other.EventsPerSecond)), "0.00"),7}x " +
        $"{Figure.Text(Figure.Median(figures.Select(one => one.CpuMicroseconds)), "0.0"),10} {Figure.Text(Figure.Median(figures.Select(one => one.BytesWritten)), "0"),10}");
}
