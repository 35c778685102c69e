using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>The embedded broker against MQTT.js, the browsers' client, over TCP and WebSocket.</summary>
public class ListenerMqttJsTests
{
    private const string QoS2 = """
        const client = mqtt.connect(process.argv[1], { protocolVersion: Number(process.argv[2]), reconnectPeriod: 0 });
        const seen = [];
        client.on('error', e => { console.log('error ' + e.message); process.exit(1); });
        client.on('message', (topic, payload, packet) => {
          seen.push(topic + ' ' + packet.qos + ' ' + payload);
          if (seen.length === 300) client.end(false, () => console.log(seen.join('\n')));
        });
        client.on('connect', async () => {
          await client.subscribeAsync('js/#', { qos: 2 });
          for (let n = 0; n < 300; n++) client.publish('js/' + n % 3, String(n), { qos: 2 });
        });
        """;

    // The first life subscribes and is cut off; what comes meanwhile must be there in the second one.
    private const string Resume = """
        const options = { clientId: 'resuming', clean: false, protocolVersion: Number(process.argv[2]), reconnectPeriod: 0,
          properties: Number(process.argv[2]) === 5 ? { sessionExpiryInterval: 60 } : undefined };
        const first = mqtt.connect(process.argv[1], options);
        first.on('connect', async ack => {
          console.log('first ' + ack.sessionPresent);
          await first.subscribeAsync('t', { qos: 2 });
          first.stream.destroy();
        });
        first.on('close', () => {
          const other = mqtt.connect(process.argv[1], { reconnectPeriod: 0 });
          other.on('connect', async () => {
            for (const n of ['one', 'two', 'three']) await other.publishAsync('t', n, { qos: 2 });
            other.end();
            const second = mqtt.connect(process.argv[1], options);
            second.on('connect', ack => console.log('second ' + ack.sessionPresent));
            second.on('message', (topic, payload) => {
              console.log(String(payload));
              if (String(payload) === 'three') second.end();
            });
          });
        });
        """;

    [Theory]
    [InlineData("mqtt", "5")]
    [InlineData("mqtt", "4")]
    [InlineData("ws", "5")]
    public async Task QoS2ArrivesOnceAndInOrder(string scheme, string version)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var node = await MqttJs.RunAsync(QoS2, Url(broker, scheme), version);

        var (_, lines, errors) = await node.EndAsync();
        Assert.True(lines.Length == 300, errors + string.Join('\n', lines));
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"js/{number % 3} 2 {number}"), lines);
    }

    [Theory]
    [InlineData("mqtt", "5")]
    [InlineData("mqtt", "4")]
    [InlineData("ws", "5")]
    public async Task ASessionIsResumedAfterTheConnectionWasCut(string scheme, string version)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var node = await MqttJs.RunAsync(Resume, Url(broker, scheme), version);

        var (_, lines, errors) = await node.EndAsync();
        Assert.True(lines.Length == 5, errors + string.Join('\n', lines));
        Assert.Equal(["first false", "second true", "one", "two", "three"], lines);
        Assert.Equal(0, broker.Listener.Counters().ClosedTotal[CloseCause.ProtocolError]);
    }

    private static string Url(RunningListener broker, string scheme) =>
        $"{scheme}://127.0.0.1:{(scheme == "ws" ? broker.WebSocketPort : broker.Port)}";
}
