namespace EdgeGateway.Mqtt;

/// <summary>An application message, to be published or as received.</summary>
public sealed record MqttMessage
{
    public required string Topic { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    public QualityOfService Qos { get; init; } = QualityOfService.AtLeastOnce;

    public bool Retain { get; init; }

    /// <summary>How long the broker keeps the message for a session that is away; null for ever.</summary>
    public TimeSpan? Expiry { get; init; }

    public string? ContentType { get; init; }

    public string? ResponseTopic { get; init; }

    public ReadOnlyMemory<byte> CorrelationData { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> UserProperties { get; init; } = [];
}
