using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>Outbox and uplink as the daemon runs them: groups become durable while earlier ones are sent, and go on PUBACK.</summary>
internal static class OurDrain
{
    public static async Task<Figure> RunAsync(int port, EventDraft[] drafts, int group, int window, string folder, CancellationToken stopping)
    {
        // The run ends when the file is empty; a second of waiting for the last removal would be part of the figure.
        var outboxOptions = new OutboxOptions { Path = Path.Combine(folder, "ours.db"), RemoveWithin = TimeSpan.FromMilliseconds(20) };
        var opening = OutboxLog.Open(outboxOptions, TimeProvider.System, SampleDrafts.Stamp);
        await using var outbox = opening.Outbox;
        var options = new UplinkOptions
        {
            Servers = [new Uri($"mqtt://127.0.0.1:{port}")],
            Store = "berlin-1",
            Gateway = "gw-1",
            Window = window,
            RemoveOn = RemovePolicy.Broker,
        };
        var health = new HealthReport(outbox.Epoch, 1, 0, 0, 0, 0, ClockQuality.Synchronised, 0, "benchmark", []);
        var pump = new UplinkPump(
            options, outbox, () => new MqttClient(), new UplinkReports("benchmark", () => health), TimeProvider.System, new Random(1));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var running = pump.RunAsync(ended.Token);
        while (!pump.Status.Connected) await Task.Delay(5, stopping); // before the clock starts: polling costs the figure nothing

        var figure = await Figure.MeasureAsync(drafts.Length, async () =>
        {
            for (var at = 0; at < drafts.Length; at += group)
                await outbox.AppendAsync(new ArraySegment<EventDraft>(drafts, at, Math.Min(group, drafts.Length - at)), stopping);

            // Empty on disk: the last removal has been committed.
            while (outbox.Status.Waiting > 0) await Task.Delay(1, stopping); // the outbox raises nothing when it is empty; 1 ms is below what is measured
        });
        await ended.CancelAsync();
        await running;
        return figure;
    }
}
