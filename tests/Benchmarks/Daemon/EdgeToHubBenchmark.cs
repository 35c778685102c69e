using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Benchmarks.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Daemon;

/// <summary>
/// From the last beam edge of a crossing to the hub's word that it is stored, through the real daemon, a real mosquitto and the real hub, each a
/// process of its own. The word itself travels through the broker to this program, so the figure is an upper bound.
/// </summary>
internal sealed class EdgeToHubBenchmark : IBenchmark
{
    private const double SecondsBetween = 1.5;
    private const double SecondsBefore = 5;

    public string Verb => "edge-to-hub";

    public string Summary => "door edge to stored in the hub, through mosquitto: --crossings 200";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var crossings = options.Number("crossings", 200);
        var folder = Directory.CreateTempSubdirectory("edge-to-hub-");
        var script = Path.Combine(folder.FullName, "doors.jsonl");
        await File.WriteAllLinesAsync(script, Script(crossings).ToJsonLines(), stopping);
        using var broker = await Mosquitto.StartAsync(stopping);
        using var hub = StartHub(folder.FullName, broker.Port);
        var watch = new StoredWatch();
        await using var client = new MqttClient();
        var answer = await client.ConnectAsync(new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{broker.Port}"), ClientId = "watch" }, watch, stopping);
        if (!answer.IsAccepted) throw new MqttException(answer.Reason, answer.Explanation);

        await client.SubscribeAsync(Topics.AllEvents, QualityOfService.AtLeastOnce, stopping);
        await client.SubscribeAsync(Topics.StoredAck("+", "+"), QualityOfService.AtLeastOnce, stopping);
        using (DaemonProcess.Start(options.Text("program", ""), folder.FullName, script, broker.Port))
        {
            await watch.UntilAsync(crossings, TimeSpan.FromSeconds((crossings * SecondsBetween) + 60), stopping);
        }

        hub.Kill();
        await hub.WaitForExitAsync(stopping);
        folder.Delete(recursive: true);
        var delays = watch.DelaysMilliseconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"door edge to ack/stored: p50 {delays[delays.Count / 2]:0.0} ms, p95 {delays[delays.Count * 95 / 100]:0.0} ms, p99 {delays[delays.Count * 99 / 100]:0.0} ms, longest {delays[^1]:0.0} ms ({delays.Count} crossings)"));
        return 0;
    }

    private static StoreScript Script(int crossings)
    {
        var layout = new StoreLayout([new StoreRadio("hci0", "entrance", 0), new StoreRadio("hci1", "shop", 14)],
            [new StoreDoor("front", "gpiochip0", 17, 27), new StoreDoor("back", "gpiochip0", 22, 23)], ["/dev/ttyAMA0"]);
        var lines = Enumerable.Range(0, crossings).Select(i => new ScriptLine(SecondsBefore + (i * SecondsBetween), Door: "front", Direction: i % 2 == 0 ? "in" : "out"));
        return new StoreScript(new ScriptHeader(layout, Seed: 1, For: (crossings * SecondsBetween) + 30, Phones: 20), [.. lines]);
    }

    private static Process StartHub(string folder, int brokerPort)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "profile-hub")) { RedirectStandardOutput = true };
        foreach (var argument in (string[])["--data", Path.Combine(folder, "hub"), "--http", "http://127.0.0.1:0", "--broker", $"mqtt://127.0.0.1:{brokerPort}"])
        {
            start.ArgumentList.Add(argument);
        }

        var hub = Process.Start(start)!;
        hub.OutputDataReceived += (_, _) => { };
        hub.BeginOutputReadLine();
        return hub;
    }

    /// <summary>Sees crossings go by, and the hub's word for them.</summary>
    private sealed class StoredWatch : IMqttReceiver
    {
        // The first crossings meet code that was never run before; they are a start, not a store's day.
        private const int WarmUp = 10;

        private readonly Lock gate = new();
        private readonly SortedDictionary<long, DateTimeOffset> crossings = [];
        private readonly List<double> delays = [];
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int wanted = int.MaxValue;

        public List<double> DelaysMilliseconds
        {
            get
            {
                lock (gate)
                {
                    return [.. delays.Skip(WarmUp).Order()];
                }
            }
        }

        public Task UntilAsync(int count, TimeSpan limit, CancellationToken stopping)
        {
            lock (gate)
            {
                wanted = count;
            }

            return done.Task.WaitAsync(limit, stopping);
        }

        public ValueTask ReceivedAsync(MqttMessage message)
        {
            var now = DateTimeOffset.UtcNow;
            lock (gate)
            {
                if (EventJson.TryRead(message.Payload.Span, out var happened, out _))
                {
                    Note(happened);
                }
                else if (JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.StoredAck) is { } ack)
                {
                    Settle(ack.Sequence, now);
                }
            }

            return default;
        }

        public void Published(long tag, ReasonCode reason)
        {
        }

        public void Disconnected(MqttDisconnection why)
        {
        }

        private void Note(GatewayEvent happened)
        {
            if (happened.Data is DoorCrossed)
            {
                crossings[happened.Sequence] = happened.Time;
            }
        }

        private void Settle(long through, DateTimeOffset now)
        {
            foreach (var (sequence, time) in crossings.TakeWhile(crossing => crossing.Key <= through).ToList())
            {
                crossings.Remove(sequence);
                delays.Add((now - time).TotalMilliseconds);
            }

            if (delays.Count >= wanted)
            {
                done.TrySetResult();
            }
        }
    }
}
