using System.Security.Cryptography.X509Certificates;

namespace EdgeGateway.Mqtt;

/// <summary>Where and as whom a client connects.</summary>
public sealed record MqttClientOptions
{
    /// <summary><c>mqtt://</c> (1883), <c>mqtts://</c> (8883), <c>ws://</c> (80) or <c>wss://</c> (443).</summary>
    public required Uri Server { get; init; }

    public required string ClientId { get; init; }

    public string? UserName { get; init; }

    public ReadOnlyMemory<byte> Password { get; init; }

    public bool CleanStart { get; init; }

    /// <summary>How long the broker keeps the session after the connection has gone.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many QoS 1 and 2 messages the broker may have under way to us.</summary>
    public ushort ReceiveMaximum { get; init; } = 1000;

    /// <summary>Upper bound of our own window; the broker's Receive Maximum may make it smaller.</summary>
    public ushort SendMaximum { get; init; } = ushort.MaxValue;

    /// <summary>No longer packet is accepted from the broker.</summary>
    public int PacketBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Published by the broker when the connection breaks.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>For mqtts and wss: trusted instead of the machine's roots, for a chain with its own authority.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>For mqtts and wss: our own certificate with its private key.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Checks the broker's certificate chain against this time instead of the machine's clock; null for the clock.</summary>
    public DateTimeOffset? CertificateTime { get; init; }
}
