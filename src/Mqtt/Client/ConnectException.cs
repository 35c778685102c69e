namespace EdgeGateway.Mqtt.Client;

/// <summary>Connecting failed in a way that <see cref="MqttConnection.Explanation"/> will tell; never leaves the client.</summary>
internal sealed class ConnectException(ReasonCode reason, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public ReasonCode Reason { get; } = reason;
}
