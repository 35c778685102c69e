namespace EdgeGateway.Hub.Arrivals;

/// <summary>The next best action, and why.</summary>
/// <param name="LastVisit">When the visit began that the reason speaks of; null when it speaks of none. Which day that was depends on where it is read.</param>
internal sealed record NextStep(string Action, string Reason, DateTimeOffset? LastVisit = null);
