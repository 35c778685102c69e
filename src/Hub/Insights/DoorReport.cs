namespace EdgeGateway.Hub.Insights;

/// <summary>One door's traffic.</summary>
/// <param name="In">Sum over the time asked for, from the single crossings.</param>
internal sealed record DoorReport(
    string Store, string Gateway, string Door, long In, long Out, IReadOnlyList<TrafficStep> Steps, IReadOnlyList<ControlInterval> Control);
