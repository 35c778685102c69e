namespace EdgeGateway.Hub.Insights;

/// <summary>One door's traffic.</summary>
/// <param name="In">Sum over the time asked for, from the single crossings.</param>
/// <param name="UTurns">From the door's own totals: who turned back.</param>
/// <param name="Passages">From the door's own totals: people whose direction its sensor cannot tell; in neither In nor Out.</param>
/// <param name="BlindSeconds">From the door's own totals: how long it could not see.</param>
internal sealed record DoorReport(
    string Store, string Gateway, string Door,
    long In, long Out, long StaffIn, long StaffOut, long ClosedIn, long ClosedOut,
    long UTurns, long Passages, double BlindSeconds,
    IReadOnlyList<TrafficStep> Steps, IReadOnlyList<ControlInterval> Control)
    : TrafficCount(In, Out, StaffIn, StaffOut, ClosedIn, ClosedOut);
