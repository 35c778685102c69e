namespace EdgeGateway.Hub.Arrivals;

/// <summary>Where a visit stands.</summary>
internal enum VisitState
{
    Arrived,
    Moved,
    Left,
}
