using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>What happens to messages under way when the connection breaks, packet by packet.</summary>
public sealed class ClientSessionTests : IDisposable
{
    private readonly ScriptedBroker _broker = new();
    private readonly MqttClient _client = new();
    private RecordingReceiver? _last;

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task AnExactlyOnceMessageGoesItsFourSteps()
    {
        var owner = await ConnectAsync(ScriptedBroker.Connack);
        await PublishAsync(tag: 70);

        Assert.Equal("3406000161000100", await _broker.ReadHexAsync());
        await _broker.SendAsync("50 02 0001");
        Assert.Equal("62020001", await _broker.ReadHexAsync());
        await _broker.SendAsync("70 02 0001");
        Assert.Equal((70, ReasonCode.Success), await owner.NextPublishedAsync());
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task ARefusedExactlyOnceMessageEndsWithItsPubrec()
    {
        var owner = await ConnectAsync(ScriptedBroker.Connack);
        await PublishAsync(tag: 70);
        await _broker.ReadHexAsync();
        await _broker.SendAsync("50 03 0001 97");

        Assert.Equal((70, ReasonCode.QuotaExceeded), await owner.NextPublishedAsync());
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AReleasedMessageIsReleasedAgainAndNotSentAgain()
    {
        await ConnectAsync(ScriptedBroker.Connack);
        await PublishAsync(tag: 70);
        await _broker.ReadHexAsync();
        await _broker.SendAsync("50 02 0001");
        await _broker.ReadHexAsync();
        var owner = await ReconnectAsync(ScriptedBroker.ConnackWithSession);

        Assert.Equal("62020001", await _broker.ReadHexAsync());
        await PublishAsync(tag: 70); // the owner had no acknowledgement, so it publishes again
        await PublishAsync(tag: 71);
        Assert.Equal("3406000161000200", await _broker.ReadHexAsync());
        await _broker.SendAsync("70 02 0001");
        Assert.Equal((70, ReasonCode.Success), await owner.NextPublishedAsync());
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AnUnreceivedMessageIsSentAgainAsTheSameOne()
    {
        await ConnectAsync(ScriptedBroker.Connack);
        await PublishAsync(tag: 70);
        await _broker.ReadHexAsync();
        await ReconnectAsync(ScriptedBroker.ConnackWithSession);

        await PublishAsync(tag: 99);
        Assert.Equal("3406000161000200", await _broker.ReadHexAsync()); // another message takes another identifier
        await PublishAsync(tag: 70);
        Assert.Equal("3C06000161000100", await _broker.ReadHexAsync()); // DUP
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task ALostSessionForgetsEverything()
    {
        await ConnectAsync(ScriptedBroker.Connack);
        await PublishAsync(tag: 70);
        await _broker.ReadHexAsync();
        await ReconnectAsync(ScriptedBroker.Connack);

        await PublishAsync(tag: 70);
        Assert.Equal("3406000161000100", await _broker.ReadHexAsync()); // new, without DUP
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AnIncomingExactlyOnceMessageIsDeliveredOnceAcrossConnections()
    {
        var first = await ConnectAsync(ScriptedBroker.Connack);
        await _broker.SendAsync("34 06 0001 61 0009 00");
        await first.NextMessageAsync();
        Assert.Equal("50020009", await _broker.ReadHexAsync());

        var second = await ReconnectAsync(ScriptedBroker.ConnackWithSession);
        await _broker.SendAsync("3C 06 0001 61 0009 00");
        Assert.Equal("50020009", await _broker.ReadHexAsync());
        await _broker.SendAsync("62 02 0009");
        Assert.Equal("70020009", await _broker.ReadHexAsync());
        Assert.False(second.HasMoreMessages);

        await _broker.SendAsync("34 06 0001 61 0009 00"); // released, so the identifier stands for a new message
        await second.NextMessageAsync();
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AReleaseOfNothingIsAnsweredSo()
    {
        await ConnectAsync(ScriptedBroker.Connack);
        await _broker.SendAsync("62 02 0009");

        Assert.Equal("7003000992", await _broker.ReadHexAsync());
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AcknowledgementsKeepTheOrderOfTheMessages()
    {
        var storing = new Queue<TaskCompletionSource>([new(), new()]);
        var tasks = storing.ToArray();
        var owner = new RecordingReceiver { Store = _ => new ValueTask(storing.Dequeue().Task) };
        await ConnectAsync(ScriptedBroker.Connack, owner);
        await _broker.SendAsync("32 06 0001 61 0001 00 32 06 0001 62 0002 00");
        await owner.NextMessageAsync();
        await owner.NextMessageAsync();

        tasks[1].SetResult();
        tasks[0].SetResult();
        Assert.Equal("40020001", await _broker.ReadHexAsync());
        Assert.Equal("40020002", await _broker.ReadHexAsync());
        await _client.DisposeAsync();
    }

    [Fact]
    public async Task AMessageThatCannotBeStoredIsNotAcknowledged()
    {
        var owner = new RecordingReceiver { Store = _ => throw new IOException("the disk is full") };
        await ConnectAsync(ScriptedBroker.Connack, owner);
        await _broker.SendAsync("32 06 0001 61 0001 00");

        var end = await owner.EndAsync();
        Assert.Equal(ReasonCode.ImplementationSpecificError, end.Reason);
        Assert.Contains("the disk is full", end.Explanation, StringComparison.Ordinal);
        Assert.True(await _broker.IsClosedAsync()); // without a PUBACK before
    }

    private ValueTask PublishAsync(long tag) =>
        _client.PublishAsync("a", default, QualityOfService.ExactlyOnce, retain: false, tag, CancellationToken.None);

    private async Task<RecordingReceiver> ReconnectAsync(string answer)
    {
        _broker.Hangup();
        await _last!.EndAsync();
        return await ConnectAsync(answer);
    }

    private async Task<RecordingReceiver> ConnectAsync(string answer, RecordingReceiver? owner = null)
    {
        _last = owner ?? new RecordingReceiver();
        var connecting = WhenFreeAsync(_last);
        await _broker.AcceptAsync(answer);
        Assert.True((await connecting).IsAccepted);
        return _last;
    }

    private async Task<MqttConnection> WhenFreeAsync(RecordingReceiver owner)
    {
        await _client.DisconnectAsync(sendWill: false, CancellationToken.None); // waits for the end of a connection that has gone
        return await _client.ConnectAsync(_broker.Options, owner, CancellationToken.None);
    }
}
