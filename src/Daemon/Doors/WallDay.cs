namespace EdgeGateway.Daemon.Doors;

/// <summary>A business day on the wall clock.</summary>
/// <param name="Open">Null when no hours are configured.</param>
internal sealed record WallDay(
    DateOnly Date, DateTimeOffset Begins, DateTimeOffset Ends, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To, DateTimeOffset LeaveUntil)>? Open);
