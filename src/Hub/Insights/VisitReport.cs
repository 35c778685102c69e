using EdgeGateway.Hub.Arrivals;

namespace EdgeGateway.Hub.Insights;

/// <summary>One line of <c>GET /v1/visits</c>.</summary>
/// <param name="Customer">The customer's id; null when nobody was recognised or may be named.</param>
internal sealed record VisitReport(
    string Visit, string Store, string Gateway, VisitState State, string Zone, DateTimeOffset Arrived, DateTimeOffset Seen,
    double? DwellSeconds, double Confidence, string? Customer);
