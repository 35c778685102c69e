using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Brokers that misbehave: the connection ends with a reason, the owner is told once, nobody hangs.</summary>
public sealed class ClientPeerTroubleTests : IDisposable
{
    private readonly ScriptedBroker _broker = new();
    private readonly RecordingReceiver _receiver = new();

    public void Dispose() => _broker.Dispose();

    [Theory]
    [InlineData("FF FF FF FF FF FF", ReasonCode.MalformedPacket)]
    [InlineData("00 00", ReasonCode.MalformedPacket)]
    [InlineData("10 00", ReasonCode.ProtocolError)] // CONNECT
    [InlineData("40 02 0001", ReasonCode.ProtocolError)] // PUBACK for nothing
    [InlineData("90 04 0001 00 00", ReasonCode.ProtocolError)] // SUBACK for nothing
    [InlineData("30 03 0001 61 00", ReasonCode.MalformedPacket)]
    [InlineData("30 07 0001 61 03 23 0001", ReasonCode.TopicAliasInvalid)] // an alias that we did not offer
    [InlineData("30 FFFFFF7F", ReasonCode.PacketTooLarge)]
    [InlineData("F0 00", ReasonCode.ProtocolError)] // AUTH
    public async Task GarbageEndsTheConnectionAndTheBrokerIsToldWhy(string garbage, ReasonCode reason)
    {
        await using var client = await ConnectAsync();
        await _broker.SendAsync(garbage);

        var end = await _receiver.EndAsync();
        Assert.Equal(reason, end.Reason);
        Assert.Contains("broke the protocol", end.Explanation, StringComparison.Ordinal);
        Assert.Equal($"E001{(byte)reason:X2}", await _broker.ReadHexAsync());
        Assert.True(await _broker.IsClosedAsync());
        Assert.False(client.IsConnected);
        await client.DisposeAsync();
        Assert.Single(_receiver.Disconnections);
    }

    [Fact]
    public async Task PacketsInSingleBytesAreReadAsWell()
    {
        await using var client = await ConnectAsync();
        foreach (var hex in "32 0A 0003 612F62 0007 00 6869".Replace(" ", "", StringComparison.Ordinal).Chunk(2))
            await _broker.SendAsync(new string(hex));

        var message = await _receiver.NextMessageAsync();
        Assert.Equal("a/b", message.Topic);
        Assert.Equal("hi"u8.ToArray(), message.Payload.ToArray());
        Assert.Equal("40020007", await _broker.ReadHexAsync());
    }

    [Fact]
    public async Task ABrokerThatHangsUpEndsEveryWait()
    {
        await using var client = await ConnectAsync("20 06 00 00 03 21 0001"); // Receive Maximum 1
        await client.PublishAsync("a", default, QualityOfService.AtLeastOnce, retain: false, tag: 1, default);
        var waiting = client.PublishAsync("a", default, QualityOfService.AtLeastOnce, retain: false, tag: 2, default).AsTask();
        var subscribing = client.SubscribeAsync("b", QualityOfService.AtLeastOnce, default);
        Assert.False(waiting.IsCompleted);

        _broker.Hangup();

        await Assert.ThrowsAsync<MqttException>(() => waiting);
        await Assert.ThrowsAsync<MqttException>(() => subscribing);
        await _receiver.EndAsync();
        var late = await Assert.ThrowsAsync<MqttException>(
            () => client.PublishAsync("a", default, QualityOfService.AtMostOnce, retain: false, tag: 3, default).AsTask());
        Assert.Contains("is gone", late.Message, StringComparison.Ordinal);
        Assert.Single(_receiver.Disconnections);
    }

    [Fact]
    public async Task TheBrokersOwnReasonAndReferenceReachTheOwner()
    {
        await using var client = await ConnectAsync();
        await _broker.SendAsync("E0 09 9D 07 1C 0004 6E657874");

        var end = await _receiver.EndAsync();
        Assert.Equal(ReasonCode.ServerMoved, end.Reason);
        Assert.Equal("next", end.ServerReference);
    }

    [Fact]
    public async Task ABrokerThatNeverAnswersAPingIsDead()
    {
        await using var client = await ConnectAsync(options: _broker.Options with { KeepAlive = TimeSpan.FromSeconds(1) });

        Assert.Equal("C000", await _broker.ReadHexAsync());
        Assert.Equal(ReasonCode.KeepAliveTimeout, (await _receiver.EndAsync()).Reason);
        Assert.True(await _broker.IsClosedAsync());
    }

    [Fact]
    public async Task ABrokerThatSendsMoreThanOurReceiveMaximumIsTold()
    {
        var never = new RecordingReceiver { Store = _ => new ValueTask(new TaskCompletionSource().Task) };
        await using var client = await ConnectAsync(receiver: never, options: _broker.Options with { ReceiveMaximum = 2 });
        for (var id = 1; id <= 3; id++) await _broker.SendAsync($"32 06 0001 61 000{id} 00");

        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, (await never.EndAsync()).Reason);
        Assert.Equal("E00193", await _broker.ReadHexAsync());
    }

    [Fact]
    public async Task ABrokerThatStopsReadingHoldsThePublisherBackWithoutMemoryOrHang()
    {
        var client = await ConnectAsync();
        var payload = new byte[64 * 1024];
        Task waiting;
        var accepted = 0;
        do
        {
            waiting = client.PublishAsync("a", payload, QualityOfService.AtMostOnce, retain: false, tag: 0, default).AsTask();
            Assert.True(++accepted < 1000, "64 MB went into a socket that nobody reads.");
        }
        while (await Task.WhenAny(waiting, Task.Delay(500)) == waiting); // long enough for the kernel to take what it will take

        await client.DisposeAsync();
        await Assert.ThrowsAsync<MqttException>(() => waiting);
    }

    [Fact]
    public async Task ACancelledWaitTakesItsMessageBack()
    {
        await using var client = await ConnectAsync("20 06 00 00 03 21 0001");
        await client.PublishAsync("a", default, QualityOfService.AtLeastOnce, retain: false, tag: 1, default);
        using var stopping = new CancellationTokenSource();
        var cancelled = client.PublishAsync("b", default, QualityOfService.AtLeastOnce, retain: false, tag: 2, stopping.Token).AsTask();
        var next = client.PublishAsync("c", default, QualityOfService.AtLeastOnce, retain: false, tag: 3, default);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Assert.Equal("3206000161000100", await _broker.ReadHexAsync());
        await _broker.SendAsync("40 02 0001");
        await next;
        Assert.Equal("3206000163000100", await _broker.ReadHexAsync());
    }

    [Fact]
    public async Task ClosedPortIsARefusalWithARemedy()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();

        var answer = await TryConnectAsync(_broker.Options with { Server = new Uri($"mqtt://127.0.0.1:{port}") });
        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Equal(
            $"Cannot connect to mqtt://127.0.0.1:{port}: the machine answers, but nothing listens on that port; start the broker or correct the port.",
            answer.Explanation);
        Assert.Empty(_receiver.Disconnections);
    }

    [Fact]
    public async Task UnknownNameIsARefusalWithARemedy()
    {
        var answer = await TryConnectAsync(_broker.Options with { Server = new Uri("mqtt://no-such-host.invalid") });

        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Contains("DNS does not know no-such-host.invalid", answer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokerThatSaysNothingIsGivenUpInTime()
    {
        var connecting = TryConnectAsync(_broker.Options with { ConnectTimeout = TimeSpan.FromSeconds(0.3) });
        await _broker.AcceptAsync("");

        Assert.Matches("^No CONNACK from mqtt://127.0.0.1:[0-9]+ within 0.3 s;", (await connecting).Explanation);
    }

    [Theory]
    [InlineData("20 03 00 86 00", ReasonCode.BadUserNameOrPassword, "the user name or the password is wrong (reason 0x86)")]
    [InlineData("20 0B 00 9C 08 1C 0005 6F74686572", ReasonCode.UseAnotherServer, "go to other (reason 0x9C)")]
    [InlineData("20 02 00 01", ReasonCode.UnsupportedProtocolVersion, "it does not speak MQTT 5")]
    [InlineData("485454502F312E3120343030", ReasonCode.MalformedPacket, "answers, but not in MQTT")] // HTTP/1.1 400
    [InlineData("20 03 00 10 00", ReasonCode.ProtocolError, "is wrong")]
    [InlineData("D0 00", ReasonCode.ProtocolError, "answered CONNECT with Pingresp instead of CONNACK")]
    public async Task ARefusalIsAValueWithOneSentence(string answer, ReasonCode reason, string part)
    {
        var connecting = TryConnectAsync(_broker.Options);
        await _broker.AcceptAsync(answer);

        var outcome = await connecting;
        Assert.Equal(reason, outcome.Reason);
        Assert.Contains(part, outcome.Explanation, StringComparison.Ordinal);
        Assert.Empty(_receiver.Disconnections);
    }

    [Fact]
    public async Task AConnectThatIsCancelledEnds()
    {
        using var stopping = new CancellationTokenSource();
        await using var client = new MqttClient();
        var connecting = client.ConnectAsync(_broker.Options, _receiver, stopping.Token);
        await _broker.AcceptAsync("");
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    private async Task<MqttConnection> TryConnectAsync(MqttClientOptions options)
    {
        await using var client = new MqttClient();
        return await client.ConnectAsync(options, _receiver, CancellationToken.None);
    }

    private async Task<MqttClient> ConnectAsync(
        string answer = ScriptedBroker.Connack, RecordingReceiver? receiver = null, MqttClientOptions? options = null)
    {
        var client = new MqttClient();
        var connecting = client.ConnectAsync(options ?? _broker.Options, receiver ?? _receiver, CancellationToken.None);
        await _broker.AcceptAsync(answer);
        Assert.True((await connecting).IsAccepted);
        return client;
    }
}
