using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>Source-generated JSON of the rest of the API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters =
    [
        typeof(LowerCaseEnumConverter<ClockQuality>), typeof(LowerCaseEnumConverter<VisitState>), typeof(LowerCaseEnumConverter<SensorCondition>),
        typeof(LowerCaseEnumConverter<ClockTrust>),
    ])]
[JsonSerializable(typeof(CompletenessReport))]
[JsonSerializable(typeof(TrafficReport))]
[JsonSerializable(typeof(GatewayReport[]))]
[JsonSerializable(typeof(VisitReport[]))]
[JsonSerializable(typeof(HubHealth))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(RequestProblem))]
internal sealed partial class InsightsJson : JsonSerializerContext;
