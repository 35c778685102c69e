namespace EdgeGateway.Hub.Arrivals;

/// <summary>The next best action, and why.</summary>
internal sealed record NextStep(string Action, string Reason);
