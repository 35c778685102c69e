using System.Security.Cryptography.X509Certificates;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>The broker's certificate, and whom it trusts.</summary>
public sealed record MqttListenerTls
{
    /// <summary>With its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>When given, a client must show a certificate that one of these has signed; null asks for none.</summary>
    public X509Certificate2Collection? ClientAuthorities { get; init; }
}
