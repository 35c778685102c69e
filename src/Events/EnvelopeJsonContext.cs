using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>The reader's side of the envelope, kept internal.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(LowerCaseEnumConverter<ClockQuality>)])]
[JsonSerializable(typeof(EventEnvelope))]
internal sealed partial class EnvelopeJsonContext : JsonSerializerContext;
