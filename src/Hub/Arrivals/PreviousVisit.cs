namespace EdgeGateway.Hub.Arrivals;

/// <summary>An earlier visit of the same customer.</summary>
internal sealed record PreviousVisit(string Store, DateTimeOffset At, double? DwellSeconds);
