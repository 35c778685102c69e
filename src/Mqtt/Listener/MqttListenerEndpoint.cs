using System.Net;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>One address that clients connect to; port 0 lets the system choose.</summary>
public sealed record MqttListenerEndpoint(IPEndPoint Address)
{
    /// <summary>With the certificate of <see cref="MqttListenerOptions.Tls"/>.</summary>
    public bool IsTls { get; init; }

    /// <summary>MQTT inside WebSocket messages, for browsers; any path, subprotocol <c>mqtt</c>.</summary>
    public bool IsWebSocket { get; init; }
}
