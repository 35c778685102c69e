using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>A request of the hub that waits for the session's loop; the message's bytes belong to the connection, these are a copy.</summary>
internal sealed record UplinkCommand(byte[] Payload, string? ResponseTopic, byte[] CorrelationData)
{
    /// <summary>So many may wait; the hub asks again for what is not answered.</summary>
    public const int WaitingMax = 8;

    public static UplinkCommand Of(MqttMessage message) =>
        new(message.Payload.ToArray(), message.ResponseTopic, message.CorrelationData.ToArray());
}
