using System.Buffers;
using EdgeGateway.Mqtt;
using MQTTnet;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeGateway.Adapters.MqttNet;

/// <summary>A message in our words and in MQTTnet's.</summary>
internal static class MessageMapping
{
    public static MqttApplicationMessage Theirs(MqttMessage message) => new()
    {
        Topic = message.Topic,
        Payload = new ReadOnlySequence<byte>(message.Payload),
        QualityOfServiceLevel = (MqttQualityOfServiceLevel)message.Qos,
        Retain = message.Retain,
        MessageExpiryInterval = Seconds(message.Expiry),
        ContentType = message.ContentType,
        ResponseTopic = message.ResponseTopic,
        CorrelationData = message.CorrelationData.IsEmpty ? null : message.CorrelationData.ToArray(),
        UserProperties = message.UserProperties.Count == 0
            ? null
            : [.. message.UserProperties.Select(property => new MqttUserProperty(property.Key, System.Text.Encoding.UTF8.GetBytes(property.Value).AsMemory()))],
    };

    public static MqttMessage Ours(MqttApplicationMessage message) => new()
    {
        Topic = message.Topic,
        Payload = message.Payload.ToArray(), // MQTTnet gives its buffer back when the handler returns
        Qos = (QualityOfService)message.QualityOfServiceLevel,
        Retain = message.Retain,
        Expiry = message.MessageExpiryInterval == 0 ? null : TimeSpan.FromSeconds(message.MessageExpiryInterval),
        ContentType = message.ContentType,
        ResponseTopic = message.ResponseTopic,
        CorrelationData = message.CorrelationData,
        UserProperties = message.UserProperties is { } properties
            ? [.. properties.Select(property => KeyValuePair.Create(property.Name, System.Text.Encoding.UTF8.GetString(property.ValueBuffer.Span)))]
            : [],
    };

    /// <summary>MQTTnet writes no expiry for 0.</summary>
    public static uint Seconds(TimeSpan? time) => time is { } some ? (uint)Math.Clamp(Math.Ceiling(some.TotalSeconds), 1, uint.MaxValue) : 0;
}
