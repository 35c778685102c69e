using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>For a connection that only finds out whether a broker is there.</summary>
internal sealed class NobodyReceiver : IMqttReceiver
{
    public void Published(long tag, ReasonCode reason)
    {
    }

    public ValueTask ReceivedAsync(MqttMessage message) => ValueTask.CompletedTask;

    public void Disconnected(MqttDisconnection why)
    {
    }
}
