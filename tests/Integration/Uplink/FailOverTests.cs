using System.Diagnostics;
using EdgeGateway.Tests.Integration.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>Two mosquittos, one hub that listens at both, one of them killed and started again.</summary>
public class FailOverTests
{
    [Fact]
    public async Task TheSecondTakesOverAtOnceAndTheFirstIsPreferredAgain()
    {
        var first = await MosquittoBroker.StartAsync();
        await using var second = await MosquittoBroker.StartAsync();
        await using var hub = new CountingHub();
        await hub.ListenAsync(first.Options("hub"));
        await hub.ListenAsync(second.Options("hub"));
        await using var gateway = new RunningUplink(
            RunningUplink.To($"mqtt://127.0.0.1:{first.Port}", $"mqtt://127.0.0.1:{second.Port}") with { PreferredEvery = TimeSpan.FromSeconds(2) }, 500);
        await gateway.UntilAsync(() => hub.Distinct == 500, "the backlog at the first");

        var killed = Stopwatch.GetTimestamp();
        await first.DisposeAsync();
        await gateway.Append(10);
        await gateway.UntilAsync(() => hub.Distinct == 510, "ten events at the second");
        Assert.InRange(Stopwatch.GetElapsedTime(killed).TotalSeconds, 0, 60);
        Assert.Equal(second.Port, gateway.Pump.Status.Server!.Port);

        await using var firstAgain = await MosquittoBroker.StartAsync(at: first.Port);
        await hub.ListenAsync(firstAgain.Options("hub"));
        await gateway.SentenceAsync("is back, leaving");
        await gateway.UntilAsync(() => gateway.Pump.Status is { Connected: true } status && status.Server!.Port == first.Port, "the first again");
        await gateway.Append(10);
        await gateway.UntilAsync(() => hub.Distinct == 520 && gateway.Outbox.Status.Waiting == 0, "ten events at the first");

        Assert.Equal(1, hub.Epochs);
        Assert.Equal((520L, 521L), (gateway.Pump.Status.HubAcknowledged, gateway.Outbox.NextSequence));
        Assert.DoesNotContain(gateway.Said, sentence => sentence.Contains("gone back", StringComparison.Ordinal));
    }
}
