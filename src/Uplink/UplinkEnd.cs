using EdgeGateway.Mqtt;

namespace EdgeGateway.Uplink;

/// <summary>How a try ended.</summary>
/// <param name="WasConnected">The connection had come about.</param>
/// <param name="IsReturn">We left, because the preferred broker is back.</param>
internal sealed record UplinkEnd(Uri Server, MqttDisconnection Why, bool WasConnected, bool IsReturn)
{
    public static UplinkEnd NotConnected(Uri server, MqttDisconnection why) => new(server, why, false, false);
}
