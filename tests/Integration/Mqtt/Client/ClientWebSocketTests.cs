using System.Text;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>MQTT over WebSocket against mosquitto.</summary>
public class ClientWebSocketTests
{
    [Fact]
    public async Task ThousandsGoThereAndBack()
    {
        // With a WebSocket listener alone mosquitto 2.0.11 ends, so this one stands beside the plain one.
        var port = MosquittoBroker.FreePort();
        await using var mosquitto = await MosquittoBroker.StartAsync(
            $"allow_anonymous true\nmax_queued_messages 0\nlistener {port} 127.0.0.1\nprotocol websockets");
        await MosquittoBroker.UntilListeningAsync(port);
        var (client, owner, answer) = await mosquitto.ConnectAsync("web", options => OverWebSocket(options, port));
        Assert.True(answer.IsAccepted, answer.Explanation);
        await client.SubscribeAsync("w", QualityOfService.AtLeastOnce, CancellationToken.None);
        for (var tag = 0; tag < 2000; tag++)
            await client.PublishAsync("w", Encoding.UTF8.GetBytes($"{tag}"), QualityOfService.AtLeastOnce, retain: false, tag, CancellationToken.None);
        for (var tag = 0; tag < 2000; tag++)
            Assert.Equal($"{tag}", Encoding.UTF8.GetString((await owner.NextMessageAsync()).Payload.Span));

        await client.DisposeAsync();
        Assert.Equal(ReasonCode.Success, Assert.Single(owner.Disconnections).Reason);
    }

    [Fact]
    public async Task NobodyThereIsARefusalWithARemedy()
    {
        await using var client = new MqttClient();
        var options = new MqttClientOptions { Server = new Uri($"ws://127.0.0.1:{MosquittoBroker.FreePort()}/mqtt"), ClientId = "web" };
        var answer = await client.ConnectAsync(options, new RecordingReceiver(), CancellationToken.None);

        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Contains("nothing listens on that port", answer.Explanation, StringComparison.Ordinal);
    }

    private static MqttClientOptions OverWebSocket(MqttClientOptions options, int port) =>
        options with { Server = new Uri($"ws://127.0.0.1:{port}/mqtt") };
}
