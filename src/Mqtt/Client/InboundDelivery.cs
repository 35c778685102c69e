namespace EdgeGateway.Mqtt.Client;

/// <summary>A QoS 1 or 2 message that the owner has and that is not acknowledged yet.</summary>
internal sealed class InboundDelivery(ushort packetId, QualityOfService qos)
{
    public ushort PacketId { get; } = packetId;

    public QualityOfService Qos { get; } = qos;

    /// <summary>The owner's task has completed: now the broker may forget the message.</summary>
    public bool IsDone { get; set; }
}
