using System.Text.Json.Serialization;

namespace EdgeGateway.Hub.Insights;

/// <summary>The answer of <c>GET /v1/traffic</c>.</summary>
/// <param name="Agreement">Share of the control intervals whose totals equal the stored crossings; null when there is none to compare.</param>
internal sealed record TrafficReport(
    string? Store, DateTimeOffset From, DateTimeOffset To, int StepMinutes, double? Agreement, IReadOnlyList<DoorReport> Doors)
{
    /// <summary>There are more steps than one answer has, so the sums would be too small: to be refused.</summary>
    [JsonIgnore]
    public bool IsCut { get; init; }
}
