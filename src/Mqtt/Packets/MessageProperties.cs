using System.Text;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>An application message to and from the properties of a PUBLISH or of a will.</summary>
internal static class MessageProperties
{
    public static PropertyBuilder Add(this PropertyBuilder builder, MqttMessage message)
    {
        if (message.Expiry is { } expiry) builder.Add(PropertyId.MessageExpiryInterval, Seconds(expiry));
        if (message.ContentType is { } contentType) builder.Add(PropertyId.ContentType, contentType);
        if (message.ResponseTopic is { } responseTopic) builder.Add(PropertyId.ResponseTopic, responseTopic);
        if (!message.CorrelationData.IsEmpty) builder.Add(PropertyId.CorrelationData, message.CorrelationData.Span);
        foreach (var (name, value) in message.UserProperties) builder.AddUser(name, value);
        return builder;
    }

    /// <summary>Copies everything out of the packet, whose bytes are overwritten by the next one.</summary>
    public static MqttMessage ToMessage(this PublishPacket packet, string topic)
    {
        var message = new MqttMessage
        {
            Topic = topic,
            Payload = packet.Payload.ToArray(),
            Qos = packet.Qos,
            Retain = packet.Retain,
        };
        return packet.Properties.IsEmpty ? message : With(message, packet.Properties);
    }

    /// <summary>Whole seconds as the protocol has them; what is longer than 136 years is for ever.</summary>
    public static uint Seconds(TimeSpan span) => (uint)Math.Clamp(Math.Ceiling(span.TotalSeconds), 0, uint.MaxValue);

    public static MqttMessage With(MqttMessage message, PropertyBlock properties)
    {
        List<KeyValuePair<string, string>>? user = null;
        foreach (var property in properties)
        {
            switch (property.Id)
            {
                case PropertyId.MessageExpiryInterval:
                    message = message with { Expiry = TimeSpan.FromSeconds(property.Number) };
                    break;
                case PropertyId.ContentType:
                    message = message with { ContentType = Encoding.UTF8.GetString(property.Bytes) };
                    break;
                case PropertyId.ResponseTopic:
                    message = message with { ResponseTopic = Encoding.UTF8.GetString(property.Bytes) };
                    break;
                case PropertyId.CorrelationData:
                    message = message with { CorrelationData = property.Bytes.ToArray() };
                    break;
                case PropertyId.UserProperty:
                    (user ??= []).Add(new(Encoding.UTF8.GetString(property.Bytes), Encoding.UTF8.GetString(property.Value)));
                    break;
            }
        }

        return user is null ? message : message with { UserProperties = user };
    }
}
