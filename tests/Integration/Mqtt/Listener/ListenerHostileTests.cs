using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;
using static EdgeGateway.Mqtt.QualityOfService;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>What comes over a real socket from somebody who means no good, while a witness must be served all the time.</summary>
public class ListenerHostileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task GarbageOverLiveConnectionsDisturbsNobody(int seed)
    {
        var random = new Random(seed);
        await using var broker = await RunningListener.StartAsync(options => options with { Limits = new MqttListenerLimits { ConnectionsMax = 50 } });
        using var witness = await WitnessAsync(broker);
        var opened = 0;
        for (var round = 0; round < 150; round++)
        {
            var port = random.Next(4) == 0 ? broker.WebSocketPort : broker.Port;
            using var hostile = random.Next(2) == 0 || port == broker.WebSocketPort
                ? await RawClient.OpenAsync(port)
                : await RawClient.ConnectAsync(port, $"hostile-{random.Next(5)}");
            opened++;
            await hostile.SendAsync(Garbage(random));
            if (random.Next(3) == 0)
            {
                await hostile.SendAsync(Garbage(random));
            }

            await IsServedAsync(witness);
        }

        await broker.UntilAsync(now => now.Connections == 1);
        var counters = broker.Listener.Counters();
        Assert.Equal(0, counters.ClosedTotal[CloseCause.Fault]);
        Assert.Equal(opened, counters.ClosedTotal.Values.Sum());
    }

    [Fact]
    public async Task AHugeAnnouncedPacketCostsNothingAndIsTheEnd()
    {
        await using var broker = await RunningListener.StartAsync();
        using var hostile = await RawClient.ConnectAsync(broker.Port, "hostile");
        await hostile.SendAsync([0x30, 0xFF, 0xFF, 0xFF, 0x7F]);

        Assert.Equal(PacketType.Disconnect, await hostile.NextAsync());
        Assert.Null(await hostile.NextAsync());
        Assert.Equal(1, broker.Listener.Counters().ClosedTotal[CloseCause.PacketTooLarge]);
    }

    [Fact]
    public async Task ASlowLorisIsLetGoWhileOthersAreServed()
    {
        await using var broker = await RunningListener.StartAsync(options => options with
        {
            Limits = new MqttListenerLimits { ConnectTimeout = TimeSpan.FromSeconds(5), PacketTimeout = TimeSpan.FromSeconds(5) },
        });
        using var witness = await WitnessAsync(broker);
        using var beforeConnect = await RawClient.OpenAsync(broker.Port);
        using var webSocket = await RawClient.OpenAsync(broker.WebSocketPort);
        using var afterConnect = await RawClient.ConnectAsync(broker.Port, "loris");
        await beforeConnect.SendAsync([0x10]);
        await webSocket.SendAsync("GET / HTTP/1.1\r\n"u8.ToArray());
        await afterConnect.SendAsync([0x30, 0x10, 0x00]);

        await broker.UntilAsync(now => now.ClosedTotal[CloseCause.ConnectTimeout] == 2 && now.ClosedTotal[CloseCause.PacketTimeout] == 1);
        Assert.Null(await beforeConnect.NextAsync());
        await IsServedAsync(witness);
    }

    [Fact]
    public async Task ASubscriberThatDoesNotReadLosesQoS0AndHoldsUpNobody()
    {
        await using var broker = await RunningListener.StartAsync(options => options with { Limits = new MqttListenerLimits { OutboundBytesMax = 64 * 1024 } });
        using var witness = await WitnessAsync(broker);
        using var deaf = await RawClient.ConnectAsync(broker.Port, "deaf");
        await deaf.SendAsync(RawClient.Subscribe("flood", AtMostOnce));
        await deaf.NextAsync();
        using var publisher = await RawClient.ConnectAsync(broker.Port, "p");
        var message = RawClient.Publish("flood", new byte[10_000]);
        for (var number = 0; number < 3000; number++)
        {
            await publisher.SendAsync(message);
        }

        await broker.UntilAsync(now => now.MessagesInTotal == 3000 && now.DroppedQos0Total > 0);
        await IsServedAsync(witness);
        Assert.Equal(3000, broker.Listener.Counters().DroppedQos0Total + broker.Listener.Counters().MessagesOutTotal - 1);
    }

    [Fact]
    public async Task AClientThatNeverReadsItsAnswersIsNotReadFromForever()
    {
        await using var broker = await RunningListener.StartAsync(options => options with { Limits = new MqttListenerLimits { OutboundBytesMax = 4096 } });
        using var witness = await WitnessAsync(broker);
        using var hostile = await RawClient.ConnectAsync(broker.Port, "hostile");
        var pings = Enumerable.Repeat<byte[]>([0xC0, 0x00], 100_000).SelectMany(ping => ping).ToArray();
        var sending = Task.Run(async () =>
        {
            for (var time = 0; time < 1000; time++)
            {
                await hostile.SendAsync(pings);
            }
        });

        // 200 MB of requests: the socket's buffers fill, then the sender waits; the broker's memory does not grow.
        Assert.NotSame(sending, await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(3)))); // A thing that must not happen needs a time.
        await IsServedAsync(witness);
        hostile.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    [Fact]
    public async Task OneConnectionTooManyIsClosedAndCounted()
    {
        await using var broker = await RunningListener.StartAsync(options => options with { Limits = new MqttListenerLimits { ConnectionsMax = 2 } });
        using var one = await RawClient.ConnectAsync(broker.Port, "1");
        using var two = await RawClient.ConnectAsync(broker.Port, "2");
        using var three = await RawClient.OpenAsync(broker.Port);
        Assert.Null(await three.NextAsync());
        Assert.Equal(1, broker.Listener.Counters().ClosedTotal[CloseCause.LimitReached]);

        two.Dispose();
        await broker.UntilAsync(now => now.Connections == 1);
        using var four = await RawClient.ConnectAsync(broker.Port, "4");
    }

    [Fact]
    public async Task EveryClientIsToldWhenTheServerShutsDown()
    {
        var broker = await RunningListener.StartAsync();
        using var client = await RawClient.ConnectAsync(broker.Port, "c");
        await broker.DisposeAsync();

        Assert.Equal(PacketType.Disconnect, await client.NextAsync());
        Assert.Null(await client.NextAsync());
    }

    private static async Task<RawClient> WitnessAsync(RunningListener broker)
    {
        var witness = await RawClient.ConnectAsync(broker.Port, "witness");
        await witness.SendAsync(RawClient.Subscribe("witness", AtMostOnce));
        Assert.Equal(PacketType.Suback, await witness.NextAsync());
        return witness;
    }

    private static async Task IsServedAsync(RawClient witness)
    {
        await witness.SendAsync(RawClient.Publish("witness", "still here"u8));
        Assert.Equal(PacketType.Publish, await witness.NextAsync());
    }

    private static byte[] Garbage(Random random)
    {
        byte[] bytes = random.Next(3) switch
        {
            0 => new byte[random.Next(1, 3000)],
            1 => [.. RawClient.Subscribe("x/#", AtLeastOnce), .. RawClient.Publish("x/1", "data"u8, ExactlyOnce, 3)],
            _ => "GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"u8.ToArray(),
        };
        if (bytes.All(value => value == 0))
        {
            random.NextBytes(bytes);
        }

        for (var damage = random.Next(6); damage > 0; damage--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes[..random.Next(1, bytes.Length + 1)];
    }
}
