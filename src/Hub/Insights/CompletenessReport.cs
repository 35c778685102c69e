namespace EdgeGateway.Hub.Insights;

/// <summary>The answer of <c>GET /v1/completeness</c>.</summary>
/// <param name="Verdicts">How many gateways there are of each verdict, over all pages.</param>
/// <param name="Next">Ask on with <c>after=</c> this; null when there are no more gateways.</param>
internal sealed record CompletenessReport(
    DateTimeOffset At, DateOnly From, DateOnly To, IReadOnlyDictionary<string, int> Verdicts, IReadOnlyList<GatewayCompleteness> Gateways, string? Next);
