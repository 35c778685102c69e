using System.Diagnostics;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Simulation;
using EdgeGateway.Tests.Unit.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>A running pump on an outbox in memory, a broker in memory and virtual time.</summary>
internal sealed class UplinkBench : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<UplinkEvent> said = [];
    private readonly Task running;

    public UplinkBench(
        Func<UplinkOptions, UplinkOptions>? change = null, Action<SimulatedMqttBroker>? prepare = null, int backlog = 0,
        Action<UplinkBench>? whenEventsAreSent = null, UplinkTimes? times = null)
    {
        Options = new UplinkOptions { Servers = [new Uri("mqtt://broker.example")], Store = "berlin-1", Gateway = "gw-1", BacklogStartRate = 1_000_000 };
        Options = change?.Invoke(Options) ?? Options;
        prepare?.Invoke(Broker);
        if (whenEventsAreSent is not null)
        {
            Broker.Puback = (_, _) =>
            {
                whenEventsAreSent(this);
                return ReasonCode.Success;
            };
        }

        for (var i = 0; i < backlog; i++)
        {
            Outbox.Append(Outbox.Drafts.Health(), Outbox.Drafts.Traffic(), Outbox.Drafts.Visit());
        }

        var health = new HealthReport(Outbox.Outbox.Epoch, 1, 0, 0, 0, 0, ClockQuality.Synchronised, 1, "test", []);
        Pump = new UplinkPump(
            Options, Outbox.Outbox, Broker.NewClient, new UplinkReports("test", () => health), Outbox.Time, new Random(1), times);
        Pump.Happened += one =>
        {
            lock (said)
            {
                said.Add(one);
            }
        };
        running = Pump.RunAsync(stop.Token);
    }

    public UplinkOptions Options { get; }

    public OutboxBench Outbox { get; } = new();

    public SimulatedMqttBroker Broker { get; } = new();

    public UplinkPump Pump { get; }

    public VirtualTime Time => Outbox.Time;

    public IReadOnlyList<UplinkEvent> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    public IEnumerable<long> SentSequences => Broker.Events.Select(one => one.Tag);

    public static MqttMessage Ack(Guid epoch, long sequence) => new()
    {
        Topic = Topics.StoredAck("berlin-1", "gw-1"),
        Payload = JsonSerializer.SerializeToUtf8Bytes(new StoredAck(epoch, sequence), EventJsonContext.Default.StoredAck),
    };

    public void HubSays(long sequence) => Broker.Send(Ack(Outbox.Outbox.Epoch, sequence));

    /// <summary>The pump's tasks run on real threads: gives them time until something is so.</summary>
    public static async Task Eventually(Func<bool> isSo, string what)
    {
        for (var started = Stopwatch.GetTimestamp(); !isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"never happened: {what}");
            await Task.Yield();
        }
    }

    /// <summary>Lets virtual time pass in small steps until something is so.</summary>
    public async Task EventuallyWithTime(Func<bool> isSo, string what, TimeSpan atMost)
    {
        var (begin, end) = (Time.Elapsed, Time.Elapsed + atMost);
        while (!isSo())
        {
            Assert.True(Time.Elapsed < end, $"did not happen within {atMost}: {what}");
            Time.Advance(TimeSpan.FromSeconds(Time.Elapsed - begin < TimeSpan.FromSeconds(10) ? 0.1 : 1));
            await Task.Delay(3); // the pump's threads are real: on a busy machine virtual time must not run ahead of them
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
        Outbox.Dispose();
    }
}
