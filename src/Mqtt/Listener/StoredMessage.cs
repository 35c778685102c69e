using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>A message as the broker keeps it: once, however many sessions wait for it.</summary>
internal sealed class StoredMessage
{
    /// <summary>What the object itself costs in memory, roughly, so that many empty messages are counted too.</summary>
    private const int Overhead = 128;

    public required string Topic { get; init; }

    /// <summary>The topic's UTF-8 bytes, ready to be sent.</summary>
    public required ReadOnlyMemory<byte> TopicBytes { get; init; }

    /// <summary>
    /// The properties that a broker hands on unaltered (payload format, content type, response topic, correlation data, user
    /// properties), still encoded.
    /// </summary>
    public ReadOnlyMemory<byte> Properties { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    public QualityOfService Qos { get; init; }

    public bool Retain { get; init; }

    /// <summary>On the listener's clock; null for never.</summary>
    public TimeSpan? ExpiresAt { get; init; }

    /// <summary>Who published it, for No Local.</summary>
    public Session? Publisher { get; init; }

    public int Bytes => Overhead + TopicBytes.Length + Properties.Length + Payload.Length;

    public bool IsExpired(TimeSpan now) => ExpiresAt <= now;

    /// <summary>The same message with another end, for a will, whose time begins when it is published.</summary>
    public StoredMessage With(TimeSpan? expiresAt) => new()
    {
        Topic = Topic,
        TopicBytes = TopicBytes,
        Properties = Properties,
        Payload = Payload,
        Qos = Qos,
        Retain = Retain,
        Publisher = Publisher,
        ExpiresAt = expiresAt,
    };

    /// <summary>The properties that are handed on as they are; the others belong to one hop, or are computed anew.</summary>
    public static byte[] KeptProperties(PropertyBlock properties)
    {
        if (properties.IsEmpty)
        {
            return [];
        }

        var kept = new byte[properties.Bytes.Length];
        var length = 0;
        foreach (var property in properties)
        {
            if (property.Id is PropertyId.PayloadFormatIndicator or PropertyId.ContentType or PropertyId.ResponseTopic
                or PropertyId.CorrelationData or PropertyId.UserProperty)
            {
                property.Encoded.CopyTo(kept.AsSpan(length));
                length += property.Encoded.Length;
            }
        }

        return kept[..length];
    }
}
