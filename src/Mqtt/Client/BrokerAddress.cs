namespace EdgeGateway.Mqtt.Client;

/// <summary>What the server's URI means for a connection.</summary>
internal sealed record BrokerAddress(string Host, int Port, bool IsTls, bool IsWebSocket, Uri Uri)
{
    /// <summary>Null when the scheme is none that MQTT is spoken over.</summary>
    public static BrokerAddress? TryParse(Uri server)
    {
        if (!server.IsAbsoluteUri || server.Host.Length == 0) return null;

        return server.Scheme switch
        {
            "mqtt" or "tcp" => Of(server, 1883, isTls: false, isWebSocket: false),
            "mqtts" or "ssl" => Of(server, 8883, isTls: true, isWebSocket: false),
            "ws" => Of(server, 80, isTls: false, isWebSocket: true),
            "wss" => Of(server, 443, isTls: true, isWebSocket: true),
            _ => null,
        };
    }

    /// <summary>As people write it; never the user name or password that a URI may carry.</summary>
    public override string ToString() => $"{Uri.Scheme}://{Uri.Host}:{Port}{(IsWebSocket ? Uri.AbsolutePath : "")}";

    private static BrokerAddress Of(Uri server, int portOtherwise, bool isTls, bool isWebSocket) =>
        new(server.DnsSafeHost, server.Port > 0 ? server.Port : portOtherwise, isTls, isWebSocket, server);
}
