using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Hub;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeGateway.Tests.Benchmarks.Hub;

/// <summary>
/// The hub with its embedded broker in this process, and one gateway over loopback: how long until a single event is on the disk,
/// and how many a second it promises with <c>ack/stored</c> under load.
/// </summary>
internal sealed class HubIngestBenchmark : IBenchmark
{
    public string Verb => "hub-ingest";

    public string Summary => "one event to the hub's disk, and events a second to ack/stored: --rounds 5 --single 500 --count 30000";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("hub-ingest-");
        var settings = new HubOptions
        {
            DataFolder = folder.FullName,
            Http = new HttpOptions { Listen = "http://127.0.0.1:0" },
            Broker = new BrokerOptions { Listen = "127.0.0.1:0" },
        };
        await using (var hub = HubApplication.Build(settings, BrokerConnection.Add))
        {
            await HubApplication.StartAsync(hub, settings, stopping);
            await HubReadiness.ReportAsync(hub, settings, stopping);
            await using var gateway = await BenchmarkGateway.ConnectAsync(hub.Services.GetRequiredService<EmbeddedBroker>().Address.Port, stopping);
            await MeasureAsync(options, hub.Services.GetRequiredService<ArrivalFeed>(), gateway, stopping);
            await hub.StopAsync(stopping);
        }

        folder.Delete(recursive: true);
        return 0;
    }

    private static async Task MeasureAsync(BenchmarkOptions options, ArrivalFeed feed, BenchmarkGateway gateway, CancellationToken stopping)
    {
        var (rounds, single, count) = (options.Number("rounds", 5), options.Number("single", 500), options.Number("count", 30_000));
        var (delays, rates) = (new List<double>(), new List<double>());

        // The first round is for the JIT and is not counted.
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < single; i++)
            {
                var delay = await OneAsync(feed, gateway, stopping);
                if (round >= 0) delays.Add(delay);
            }

            var rate = await ManyAsync(gateway, count, stopping);
            if (round >= 0) rates.Add(rate);
        }

        delays.Sort();
        rates.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one event, published to committed: p50 {delays[delays.Count / 2]:0.00} ms, p99 {delays[delays.Count * 99 / 100]:0.00} ms ({delays.Count} events)"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} events, published to ack/stored: median {rates[rates.Count / 2]:0} events/s of {rounds} rounds ({rates[0]:0} to {rates[^1]:0})"));
    }

    private static async Task<double> OneAsync(ArrivalFeed feed, BenchmarkGateway gateway, CancellationToken stopping)
    {
        var committed = feed.Next;
        var start = Stopwatch.GetTimestamp();
        await gateway.PublishAsync(new VisitorArrived(Guid.NewGuid(), "entrance", null, 0.9, []), stopping);
        await committed;
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> ManyAsync(BenchmarkGateway gateway, int count, CancellationToken stopping)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await gateway.PublishAsync(new DoorCrossed("front", Direction.In, 0.9), stopping);
        }

        await gateway.UntilPromisedAsync(stopping);
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
