using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>The CloudEvents members as they stand on the wire; read here, written by <see cref="EventJson"/>.</summary>
internal sealed record EventEnvelope
{
    [JsonPropertyName("specversion")]
    public required string SpecVersion { get; init; }

    public required Guid Id { get; init; }

    public required string Source { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required Guid Epoch { get; init; }

    public required long Sequence { get; init; }

    [JsonPropertyName("bootid")]
    public required Guid BootId { get; init; }

    /// <summary>Nanoseconds as text: CloudEvents integers end at 2^31 - 1.</summary>
    public required string Monotonic { get; init; }

    public required ClockQuality Clock { get; init; }

    public required JsonElement Data { get; init; }
}
