namespace EdgeGateway.Hub.Arrivals;

/// <summary>The answer of <c>GET /v1/arrivals</c>.</summary>
/// <param name="Version">Where a stream goes on from here: its Last-Event-ID.</param>
internal sealed record ArrivalList(long Version, IReadOnlyList<ArrivalCard> Arrivals);
