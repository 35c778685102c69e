namespace EdgeGateway.Mqtt;

/// <summary>An HTTP proxy that opens a tunnel to the broker (CONNECT, RFC 9110 section 9.3.6); it finds the broker's name itself.</summary>
/// <param name="Address"><c>http://host:port</c>; 3128 when no port is named.</param>
/// <param name="UserName">For Basic authentication (RFC 7617), which goes to the proxy in clear text; null for none.</param>
public sealed record MqttProxy(Uri Address, string? UserName = null, ReadOnlyMemory<byte> Password = default)
{
    private const int PortOtherwise = 3128;

    /// <summary>The port to connect to.</summary>
    public int Port => Address.OriginalString.TrimEnd('/').EndsWith($":{Address.Port}", StringComparison.Ordinal) ? Address.Port : PortOtherwise;

    /// <summary>Empty, or why this is no proxy.</summary>
    public string Problem() =>
        !Address.IsAbsoluteUri || Address.Scheme != "http" || Address.Host.Length == 0 ? "write http://host:port"
        : Address.UserInfo.Length > 0 ? "it has a password in its address; give user name and password by themselves"
        : UserName?.Contains(':', StringComparison.Ordinal) == true ? "a user name for a proxy has no colon"
        : "";

    /// <summary>As people write it, without secrets.</summary>
    public override string ToString() => $"{Address.Scheme}://{Address.Host}:{Port}";
}
