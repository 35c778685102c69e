namespace EdgeGateway.Hub.Insights;

/// <summary>The answer of <c>GET /v1/traffic</c>.</summary>
/// <param name="Agreement">Share of the control intervals whose totals equal the stored crossings; null when there is none to compare.</param>
internal sealed record TrafficReport(
    string? Store, DateTimeOffset From, DateTimeOffset To, int StepMinutes, double? Agreement, IReadOnlyList<DoorReport> Doors);
