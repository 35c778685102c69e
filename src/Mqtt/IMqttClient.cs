namespace EdgeGateway.Mqtt;

/// <summary>
/// One connection to a broker. The caller owns the messages until they are acknowledged: after a lost session it publishes again
/// what had no acknowledgement. One task may publish at a time; acknowledgements and messages arrive at the <see cref="IMqttReceiver"/>.
/// </summary>
public interface IMqttClient : IAsyncDisposable
{
    bool IsConnected { get; }

    /// <summary>Connects and waits for CONNACK. A refusal is a value; no answer or no route is one as well.</summary>
    Task<MqttConnection> ConnectAsync(MqttClientOptions options, IMqttReceiver receiver, CancellationToken stopping);

    /// <summary>How many QoS 1 and 2 messages may be published now: the broker's Receive Maximum less what is under way.</summary>
    int SendQuota { get; }

    /// <summary>
    /// Publishes without waiting for the acknowledgement, which comes as <see cref="IMqttReceiver.Published"/> with the same
    /// <paramref name="tag"/>. Waits for room in the window when there is none. Copies topic and payload; allocates nothing.
    /// </summary>
    /// <exception cref="MqttException">The connection is gone: the message was not accepted.</exception>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, bool retain, long tag, CancellationToken stopping);

    /// <summary>Publishes with properties and completes with the broker's reason code.</summary>
    Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping);

    /// <summary>Completes with the broker's answer for the filter.</summary>
    Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken stopping);

    Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken stopping);

    /// <summary>Sends DISCONNECT and closes. With <paramref name="sendWill"/> the broker publishes the last will.</summary>
    Task DisconnectAsync(bool sendWill, CancellationToken stopping);
}
