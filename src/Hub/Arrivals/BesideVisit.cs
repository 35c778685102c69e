namespace EdgeGateway.Hub.Arrivals;

/// <summary>Another visit of the same customer at the same time, shown on the same card.</summary>
/// <param name="IsHere">This one says where the customer is now.</param>
/// <param name="Because">Why the hub believes that it is the same customer.</param>
internal sealed record BesideVisit(
    string Visit, string Gateway, string Zone, VisitState State, DateTimeOffset At, DateTimeOffset Seen, bool IsHere, string Because);
