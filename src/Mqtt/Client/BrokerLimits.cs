using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>What the broker's CONNACK allows us, MQTT 5.0 section 3.2.2.3.</summary>
internal sealed record BrokerLimits(int Window, uint PacketBytesMax, QualityOfService QosMax, bool IsRetainAvailable, TimeSpan KeepAlive)
{
    public static BrokerLimits Read(PropertyBlock properties, MqttClientOptions options) => new(
        (int)Math.Min(properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue, options.SendMaximum),
        properties.Number(PropertyId.MaximumPacketSize) ?? uint.MaxValue,
        (QualityOfService)(properties.Number(PropertyId.MaximumQos) ?? (uint)QualityOfService.ExactlyOnce),
        properties.Flag(PropertyId.RetainAvailable, otherwise: true),
        properties.Number(PropertyId.ServerKeepAlive) is { } seconds ? TimeSpan.FromSeconds(seconds) : options.KeepAlive);

    /// <summary>Null when the broker takes such a message.</summary>
    public MqttException? Problem(in OutgoingMessage message, int packetBytes)
    {
        if (packetBytes > PacketBytesMax)
            return new MqttException(ReasonCode.PacketTooLarge, $"The message has {packetBytes} bytes as a packet, the broker takes {PacketBytesMax}.");
        if (message.Qos > QosMax)
            return new MqttException(ReasonCode.QosNotSupported, $"The message has QoS {(int)message.Qos}, the broker takes {(int)QosMax} at most.");
        return message.Retain && !IsRetainAvailable
            ? new MqttException(ReasonCode.RetainNotSupported, "The message is to be retained, which the broker does not offer.")
            : null;
    }
}
