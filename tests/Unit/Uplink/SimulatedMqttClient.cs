using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>The client's end of a <see cref="SimulatedMqttBroker"/>.</summary>
internal sealed class SimulatedMqttClient(SimulatedMqttBroker broker) : IMqttClient
{
    private volatile IMqttReceiver? receiver;

    public bool IsConnected => receiver is not null;

    public int SendQuota => IsConnected ? ushort.MaxValue : 0;

    public Task<MqttConnection> ConnectAsync(MqttClientOptions options, IMqttReceiver to, CancellationToken stopping)
    {
        receiver = to;
        var answer = broker.Connect(this, options);
        receiver = answer.IsAccepted ? to : null;
        return Task.FromResult(answer);
    }

    public ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, bool retain, long tag, CancellationToken stopping)
    {
        var reason = broker.Publish(topic, payload.ToArray(), tag);
        var to = Receiver();
        if (reason is { } answer)
        {
            to.Published(tag, answer);
        }

        return ValueTask.CompletedTask;
    }

    public Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping)
    {
        Receiver();
        broker.Publish(message);
        return Task.FromResult(ReasonCode.Success);
    }

    public async Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken stopping)
    {
        if (broker.Retained is { } retained)
        {
            await Receiver().ReceivedAsync(retained);
        }

        return ReasonCode.GrantedQos1;
    }

    public Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken stopping) => Task.FromResult(ReasonCode.Success);

    public Task DisconnectAsync(bool sendWill, CancellationToken stopping)
    {
        receiver = null;
        broker.Leave(this);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => new(DisconnectAsync(sendWill: false, CancellationToken.None));

    internal void Lose(MqttDisconnection why)
    {
        var to = receiver;
        receiver = null;
        broker.Leave(this);
        to?.Disconnected(why);
    }

    internal void Receive(MqttMessage message) => receiver?.ReceivedAsync(message).AsTask().GetAwaiter().GetResult();

    private IMqttReceiver Receiver() => receiver ?? throw new MqttException(ReasonCode.ServerUnavailable, "the connection is gone");
}
