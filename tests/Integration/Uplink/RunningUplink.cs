using System.Collections.Concurrent;
using System.Diagnostics;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>The real pump on an outbox in memory and our own client, towards whatever broker a test has.</summary>
internal sealed class RunningUplink : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<UplinkEvent> said = new();
    private readonly Task running;

    public RunningUplink(UplinkOptions options, int backlog = 0, UplinkTimes? times = null)
    {
        Outbox = OutboxLog.Open(new OutboxOptions { Path = ":memory:" }, TimeProvider.System, OutboxFiles.Draft).Outbox;
        Append(backlog).GetAwaiter().GetResult();
        Pump = new UplinkPump(
            options with { Store = "berlin-1", Gateway = "gw-1", BacklogStartRate = 1_000_000 },
            Outbox, () => new MqttClient(), new UplinkReports("test", Health), TimeProvider.System, new Random(1), times);
        Pump.Happened += said.Enqueue;
        running = Pump.RunAsync(stop.Token);
    }

    public IOutbox Outbox { get; }

    public UplinkPump Pump { get; }

    public IEnumerable<string> Said => said.Select(one => one.Sentence);

    public static UplinkOptions To(params string[] servers) => new()
    {
        Servers = [.. servers.Select(server => new Uri(server))],
        RetryMin = TimeSpan.FromMilliseconds(200),
        RetryMax = TimeSpan.FromSeconds(2),
    };

    public async Task Append(int events)
    {
        if (events > 0)
        {
            await Outbox.AppendAsync([.. Enumerable.Range(0, events).Select(_ => OutboxFiles.Crossing())], CancellationToken.None);
        }
    }

    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        for (var started = Stopwatch.GetTimestamp(); !isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"never happened: {what}; {Pump.Status}; {string.Join(" / ", Said)}");
            await Task.Delay(20); // polls what other threads and processes do
        }
    }

    private HealthReport Health() =>
        new(Outbox.Epoch, Outbox.NextSequence, Outbox.Status.Waiting, 0, 0, 0, ClockQuality.Synchronised, 1, "test", []);

    /// <summary>The first sentence with this in it.</summary>
    public async Task<string> SentenceAsync(string part)
    {
        await UntilAsync(() => Said.Any(sentence => sentence.Contains(part, StringComparison.Ordinal)), $"a sentence with '{part}'");
        return Said.First(sentence => sentence.Contains(part, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running;
        await Outbox.DisposeAsync();
        stop.Dispose();
    }
}
