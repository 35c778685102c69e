namespace EdgeGateway.Hub.Insights;

/// <summary>The answer of <c>GET /v1/completeness</c>: produced = stored + quarantined + dropped + missing, per gateway and epoch.</summary>
internal sealed record CompletenessReport(DateTimeOffset At, IReadOnlyList<GatewayCompleteness> Gateways);
