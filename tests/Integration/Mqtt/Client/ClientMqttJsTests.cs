using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Integration.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Our client and MQTT.js on one mosquitto.</summary>
public class ClientMqttJsTests
{
    // Sends back what comes on there/#, with its properties, until it has sent back as many as it was told.
    private const string Echo = """
        const [port, count] = process.argv.slice(1).map(Number);
        let echoed = 0;
        const client = mqtt.connect({ host: '127.0.0.1', port, protocolVersion: 5, clientId: 'echo' });
        client.on('connect', () => client.subscribe('there/#', { qos: 2 }, () => client.publish('back/ready', '', { qos: 1 })));
        client.on('message', (topic, payload, packet) => client.publish(
          topic.replace('there', 'back'), payload, { qos: packet.qos, properties: { userProperties: packet.properties?.userProperties } },
          () => { if (++echoed === count) client.end(); }));
        """;

    [Fact]
    public async Task WhatWeSendComesBackThroughMqttJs()
    {
        const int Each = 300;
        // MQTT.js does not keep to the broker's Receive Maximum, for which mosquitto would disconnect it.
        await using var mosquitto = await MosquittoBroker.StartAsync("allow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0");
        var (client, owner, _) = await mosquitto.ConnectAsync("ours");
        await using var closing = client;
        await client.SubscribeAsync("back/#", QualityOfService.ExactlyOnce, CancellationToken.None);
        await using var peer = await MqttJs.RunAsync(Echo, $"{mosquitto.Port}", $"{3 * Each}");
        Assert.Equal("back/ready", (await owner.NextMessageAsync()).Topic);

        foreach (var qos in Enum.GetValues<QualityOfService>())
        {
            for (var i = 0; i < Each; i++)
            {
                await client.PublishAsync(
                    new MqttMessage { Topic = $"there/{qos}", Payload = Encoding.UTF8.GetBytes($"ü{i}"), Qos = qos, UserProperties = [new("n", $"{i}")] },
                    CancellationToken.None);
            }
        }

        var next = new Dictionary<string, int>();
        for (var i = 0; i < 3 * Each; i++)
        {
            var message = await owner.NextMessageAsync();
            var number = next.GetValueOrDefault(message.Topic);
            next[message.Topic] = number + 1;
            Assert.Equal($"back/{message.Qos}", message.Topic);
            Assert.Equal($"ü{number}", Encoding.UTF8.GetString(message.Payload.Span));
            Assert.Equal(new("n", $"{number}"), Assert.Single(message.UserProperties));
        }

        Assert.Equal(0, (await peer.EndAsync()).ExitCode);
    }
}
