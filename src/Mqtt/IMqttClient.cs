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
    /// <paramref name="tag"/>; QoS 0 has none. Waits for room in the window when there is none; then the caller goes on on the
    /// connection's own thread, where it must not block. Topic and payload are copied by the time the task completes; allocates nothing.
    /// What is published again under its tag, on a session that the broker still had, goes with its old packet identifier and DUP; with QoS 2 it is the
    /// same message to the broker.
    /// </summary>
    /// <exception cref="MqttException">
    /// The message was not accepted: the connection is gone, or the broker's CONNACK rules such a message out (<see cref="ReasonCode.PacketTooLarge"/>,
    /// <see cref="ReasonCode.QosNotSupported"/>, <see cref="ReasonCode.RetainNotSupported"/>), in which case the connection goes on.
    /// </exception>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, bool retain, long tag, CancellationToken stopping);

    /// <summary>Publishes with properties and completes with the broker's reason code; without one the outcome is unknown and it throws.</summary>
    Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping);

    /// <summary>Completes with the broker's answer for the filter.</summary>
    Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken stopping);

    Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken stopping);

    /// <summary>Sends DISCONNECT and closes. With <paramref name="sendWill"/> the broker publishes the last will.</summary>
    Task DisconnectAsync(bool sendWill, CancellationToken stopping);
}
