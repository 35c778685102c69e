using EdgeGateway.Tests.Integration.Hub;
using EdgeGateway.Tests.Integration.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>
/// A mosquitto that acknowledges what it then drops, as it does by default for a hub that is away; the real hub, which asks by number; the real
/// uplink, which would not repeat anything by itself for an hour.
/// </summary>
public class HoleTests
{
    private const int Events = 500;

    [Fact]
    public async Task WhatTheBrokerDroppedIsAskedForAndComesAgain()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync("allow_anonymous true\nmax_queued_messages 10");
        using var folder = new EdgeGateway.Tests.Integration.Outbox.TemporaryFolder();
        var settings = folder.Of("hub.json");
        await File.WriteAllTextAsync(settings, """{ "holes": { "askAfterSeconds": 1 } }""");
        string[] arguments = ["--config", settings, "--broker", $"mqtt://127.0.0.1:{mosquitto.Port}"];
        var hub = await HubProcess.StartAsync(folder.Of("data"), arguments);
        await using var gateway = new RunningUplink(
            RunningUplink.To($"mqtt://127.0.0.1:{mosquitto.Port}") with { ResendAfter = TimeSpan.FromHours(1), HealthEvery = TimeSpan.FromSeconds(1) }, 5);
        await gateway.UntilAsync(() => gateway.Pump.Status.HubAcknowledged == 5, "a hub that listens");

        await hub.KillAsync();
        await hub.DisposeAsync();
        await gateway.Append(Events - 5);
        await gateway.UntilAsync(() => gateway.Pump.Status.Delivered == Events, "all acknowledged by the broker");
        await using var again = await HubProcess.StartAsync(folder.Of("data"), arguments);
        await gateway.UntilAsync(() => gateway.Pump.Status.HubAcknowledged == Events && gateway.Outbox.Status.Waiting == 0, "everything at the hub");

        Assert.Contains(gateway.Said, sentence => sentence.StartsWith("The hub asks for", StringComparison.Ordinal));
        Assert.Equal(1, gateway.Pump.Status.Connects);
        Assert.True(gateway.Pump.Status.Resent > 0);
    }
}
