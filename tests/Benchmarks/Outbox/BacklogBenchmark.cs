using System.Diagnostics;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Benchmarks.Mqtt;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// A gateway that comes back after a long outage: how fast its backlog reaches a real mosquitto, beside the plain client with the same bytes out of
/// memory, and how late taps are that happen meanwhile. Events go on PUBACK; with a hub its own speed is the limit.
/// </summary>
internal sealed class BacklogBenchmark : IBenchmark
{
    private static readonly TimeSpan TapEvery = TimeSpan.FromMilliseconds(100);

    public string Verb => "outbox-backlog";

    public string Summary => "drain of a backlog beside the plain client, and live taps meanwhile: --count 1000000 --rounds 3 --window 1000 --folder DIR";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (count, rounds, window) = (options.Number("count", 1_000_000), options.Number("rounds", 3), options.Number("window", 1000));
        using var mosquitto = await Mosquitto.StartAsync(stopping);
        var folder = Directory.CreateDirectory(Path.Combine(options.Text("folder", Path.GetTempPath()), $"backlog-{Guid.NewGuid():N}")).FullName;
        try
        {
            var full = Path.Combine(folder, "full.db");
            await FillAsync(full, count, stopping);
            Console.WriteLine($"{count} events in {new FileInfo(full).Length >> 20} MiB");
            var (drains, plains, lags) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                var path = Path.Combine(folder, "outbox.db");
                File.Copy(full, path, overwrite: true);
                plains.Add(await PlainAsync(mosquitto.Port, count, window, stopping));
                drains.Add(await DrainAsync(mosquitto.Port, path, count, window, lags, stopping));
                File.Delete(path);
            }

            lags.Sort();
            Console.WriteLine($"plain client, from memory   {Figure.Text(Figure.Median(plains), "0"),8} events/s");
            Console.WriteLine($"outbox and uplink           {Figure.Text(Figure.Median(drains), "0"),8} events/s, {Figure.Text(Figure.Median(drains.Zip(plains, (ours, plain) => ours / plain)), "0.00")} of it   (medians of {rounds} alternating rounds)");
            Console.WriteLine($"live taps meanwhile         p50 {Figure.Text(lags[lags.Count / 2], "0.0")} ms, p99 {Figure.Text(lags[lags.Count * 99 / 100], "0.0")} ms, longest {Figure.Text(lags[^1], "0.0")} ms, n = {lags.Count}");
            Console.WriteLine($"memory of this process      {Environment.WorkingSet >> 20} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IOutbox Open(string path) =>
        OutboxLog.Open(new OutboxOptions { Path = path, SizeBytesMax = 4L << 30, RemoveWithin = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, SampleDrafts.Stamp).Outbox;

    private static async Task FillAsync(string path, int events, CancellationToken stopping)
    {
        await using var outbox = Open(path);
        EventDraft[] drafts = [.. Enumerable.Range(0, 1000).Select(SampleDrafts.Mixed)];
        for (var at = 0; at < events; at += drafts.Length) await outbox.AppendAsync(drafts, stopping);
    }

    private static async Task<double> DrainAsync(int port, string path, int count, int window, List<double> lags, CancellationToken stopping)
    {
        await using var outbox = Open(path);
        await using var watcher = await TapWatcher.ConnectAsync(port, stopping);
        var options = new UplinkOptions
        {
            Servers = [new Uri($"mqtt://127.0.0.1:{port}")],
            Store = "berlin-1",
            Gateway = "gw-1",
            Window = window,
            RemoveOn = RemovePolicy.Broker,
        };
        var health = new HealthReport(outbox.Epoch, 1, 0, 0, 0, 0, ClockQuality.Synchronised, 0, "benchmark", []);
        var pump = new UplinkPump(options, outbox, () => new MqttClient(), new UplinkReports("benchmark", () => health), TimeProvider.System, new Random(1));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var started = Stopwatch.GetTimestamp();
        var running = pump.RunAsync(ended.Token);
        while (outbox.Status.Waiting > 0)
        {
            var tap = SampleDrafts.Stamp(new TapRead("till-1", "till", "iso14443a"));
            watcher.Expect(tap.Id);
            await outbox.AppendAsync(tap, stopping);
            await Task.Delay(TapEvery, stopping); // the pace of the taps; what is measured is each tap's own delay
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        lags.AddRange(watcher.Delays);
        await ended.CancelAsync();
        await running;
        return count / seconds;
    }

    private static async Task<double> PlainAsync(int port, int count, int window, CancellationToken stopping)
    {
        var epoch = Guid.CreateVersion7();
        (string Topic, byte[] Json)[] messages =
            [.. Enumerable.Range(0, 1000).Select(SampleDrafts.Mixed).Select((draft, at) => (Topics.Event("berlin-1", "gw-1", draft.Type), EventJson.Write(draft, epoch, at + 1)))];
        var run = await OurPublisher.RunAsync(new PublishWork(port, count, window), at => messages[at % messages.Length], stopping);
        return run.MessagesPerSecond;
    }
}
