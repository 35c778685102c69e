namespace EdgeGateway.Mqtt;

/// <summary>What a client tells its owner. Called from the client's read loop, one call at a time, in the broker's order.</summary>
public interface IMqttReceiver
{
    /// <summary>A message published with a tag has its final acknowledgement (PUBACK, or PUBCOMP for QoS 2).</summary>
    void Published(long tag, ReasonCode reason);

    /// <summary>
    /// A message has arrived. For QoS 1 and 2 it is acknowledged when the returned task completes, so an owner that must not lose it
    /// returns a task that completes once it is stored. Later messages are delivered meanwhile; acknowledgements keep the order.
    /// </summary>
    ValueTask ReceivedAsync(MqttMessage message);

    /// <summary>The connection has ended; nothing more will be called. Messages without acknowledgement belong to the owner again.</summary>
    void Disconnected(MqttDisconnection why);
}
