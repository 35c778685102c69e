using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Events;

namespace EdgeGateway.Control;

/// <summary>Source-generated JSON of requests and answers.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [
        typeof(LowerCaseEnumConverter<ClockQuality>),
        typeof(LowerCaseEnumConverter<SensorCondition>),
        typeof(LowerCaseEnumConverter<PrivacyTier>)])]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(DoorsAnswer))]
[JsonSerializable(typeof(OutboxAnswer))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(IReadOnlyList<SensorHealth>))]
public sealed partial class ControlJsonContext : JsonSerializerContext;
