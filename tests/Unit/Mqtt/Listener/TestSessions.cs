using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

/// <summary>Sessions and messages for tests of single parts.</summary>
internal static class TestSessions
{
    public static Session New(string clientId, MqttListenerLimits? limits = null) =>
        new(clientId, null, new OutboundQueue(limits ?? new(), new QueueBudget(long.MaxValue), new BrokerCounters()));

    public static StoredMessage Message(string topic, string payload = "x", QualityOfService qos = QualityOfService.AtLeastOnce) => new()
    {
        Topic = topic,
        TopicBytes = System.Text.Encoding.UTF8.GetBytes(topic),
        Payload = System.Text.Encoding.UTF8.GetBytes(payload),
        Qos = qos,
        Retain = true,
    };
}
