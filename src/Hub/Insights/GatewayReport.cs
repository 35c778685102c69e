using EdgeGateway.Events;

namespace EdgeGateway.Hub.Insights;

/// <summary>One line of <c>GET /v1/gateways</c>: is it there, and does it see.</summary>
/// <param name="HealthReceived">When the report came; what it says is as old as that.</param>
internal sealed record GatewayReport(
    string Store,
    string Gateway,
    bool? Online,
    DateTimeOffset? LinkChanged,
    DateTimeOffset? LastSeen,
    string Version,
    ClockQuality? Clock,
    DateTimeOffset? HealthReceived,
    HealthReport? Health);
