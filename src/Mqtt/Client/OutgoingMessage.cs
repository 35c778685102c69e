using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>A message that is to be published, before it has a packet identifier.</summary>
internal readonly record struct OutgoingMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    QualityOfService Qos,
    bool Retain,
    long Tag,
    byte[]? Properties = null,
    TaskCompletionSource<ReasonCode>? Awaiter = null)
{
    public static OutgoingMessage Awaited(MqttMessage message, TaskCompletionSource<ReasonCode> awaiter) => new(
        message.Topic,
        message.Payload,
        message.Qos,
        message.Retain,
        Tag: 0,
        new PropertyBuilder().Add(message).Block.Bytes.ToArray(),
        awaiter);
}
