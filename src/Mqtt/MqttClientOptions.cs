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

    /// <summary>The HTTP proxy that leads to the broker; null for the direct way. What stands in the environment is not looked at.</summary>
    public MqttProxy? Proxy { get; init; }

    /// <summary>Checks the broker's certificate chain against this time instead of the machine's clock; null for the clock.</summary>
    public DateTimeOffset? CertificateTime { get; init; }

    /// <summary>Every reason why these options cannot work, each with its key and remedy; none when they can.</summary>
    /// <param name="key">Where the options stand in the configuration.</param>
    public IEnumerable<string> Problems(string key = "mqtt")
    {
        if (Client.BrokerAddress.TryParse(Server) is null)
            yield return $"{key}.server: '{Server}' is no broker; write mqtt://host, mqtts://host, ws://host/path or wss://host/path.";
        if (Proxy?.Problem() is { Length: > 0 } problem)
            yield return $"{key}.proxy: {problem}.";
        if (ClientId.Length > 0 && !TopicText.Fits(ClientId, TopicName.BytesMax))
            yield return $"{key}.clientId: it is longer than {TopicName.BytesMax} bytes or no proper text; shorten it.";
        if (UserName is not null && !TopicText.Fits(UserName, TopicName.BytesMax))
            yield return $"{key}.userName: it is longer than {TopicName.BytesMax} bytes or no proper text; shorten it.";
        if (Password.Length > ushort.MaxValue)
            yield return $"{key}.password: it is longer than {ushort.MaxValue} bytes; shorten it.";
        if (KeepAlive < TimeSpan.Zero || KeepAlive > TimeSpan.FromSeconds(ushort.MaxValue))
            yield return $"{key}.keepAlive: it is not between 0 (never ping) and 65535 seconds; 30 seconds are usual.";
        if (ConnectTimeout <= TimeSpan.Zero)
            yield return $"{key}.connectTimeout: it is not positive; 15 seconds are usual.";
        if (ReceiveMaximum == 0)
            yield return $"{key}.receiveMaximum: it is 0, so the broker could send nothing; 1000 are usual.";
        if (SendMaximum == 0)
            yield return $"{key}.sendMaximum: it is 0, so nothing could be sent; leave it out for what the broker allows.";
        if (PacketBytesMax is < 256 or > 256 * 1024 * 1024)
            yield return $"{key}.packetBytesMax: it is not between 256 bytes and 256 MiB.";
        if (Will is not null && !TopicName.IsValid(Will.Topic))
            yield return $"{key}.will.topic: '{Will.Topic}' is no topic; it must have 1 to 65535 bytes and no wildcard.";
        if (Will is { Payload.Length: > ushort.MaxValue })
            yield return $"{key}.will.payload: it is longer than {ushort.MaxValue} bytes; shorten it.";
    }
}
