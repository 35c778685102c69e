namespace EdgeGateway.Hub.Insights;

/// <summary>The answer of <c>GET /health</c>.</summary>
/// <param name="Problems">What is wrong and what would help; empty when the hub is healthy.</param>
internal sealed record HubHealth(string Status, string Version, IReadOnlyList<string> Problems);
