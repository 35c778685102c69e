using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>Source-generated JSON for everything that leaves a process under this vocabulary.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [
        typeof(FiniteNumberConverter),
        typeof(LowerCaseEnumConverter<Direction>),
        typeof(LowerCaseEnumConverter<EvidenceKind>),
        typeof(LowerCaseEnumConverter<Exclusion>),
        typeof(LowerCaseEnumConverter<EventLane>),
        typeof(LowerCaseEnumConverter<ClockQuality>),
        typeof(LowerCaseEnumConverter<SensorCondition>),
        typeof(LowerCaseEnumConverter<PrivacyTier>)])]
[JsonSerializable(typeof(DoorCrossed))]
[JsonSerializable(typeof(DoorTraffic))]
[JsonSerializable(typeof(VisitorArrived))]
[JsonSerializable(typeof(VisitorMoved))]
[JsonSerializable(typeof(VisitorHeard))]
[JsonSerializable(typeof(VisitorLeft))]
[JsonSerializable(typeof(TapRead))]
[JsonSerializable(typeof(CodeScanned))]
[JsonSerializable(typeof(BeaconHealth))]
[JsonSerializable(typeof(SensorState))]
[JsonSerializable(typeof(GatewayStarted))]
[JsonSerializable(typeof(GatewayDropped))]
[JsonSerializable(typeof(StoredAck))]
[JsonSerializable(typeof(LinkState))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(ResendRequest))]
[JsonSerializable(typeof(ResendAnswer))]
public sealed partial class EventJsonContext : JsonSerializerContext;
