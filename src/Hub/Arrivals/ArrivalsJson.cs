using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Events;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>Source-generated JSON of the arrivals' API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters =
    [
        typeof(LowerCaseEnumConverter<EvidenceKind>), typeof(LowerCaseEnumConverter<MatchRule>), typeof(LowerCaseEnumConverter<VisitState>),
        typeof(LowerCaseEnumConverter<ClockTrust>),
    ])]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Evidence[]))]
[JsonSerializable(typeof(ArrivalCard))]
[JsonSerializable(typeof(ArrivalList))]
internal sealed partial class ArrivalsJson : JsonSerializerContext;
