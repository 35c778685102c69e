using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>The doors as they stand: what edgectl, the health report and the metrics read, from any thread.</summary>
/// <param name="Today">With the interval under way.</param>
/// <param name="LastCrossings">Since boot, by door.</param>
internal sealed record DoorPage(DoorDay Today, IReadOnlyDictionary<string, TimeSpan> LastCrossings, DriftFinding? Drift)
{
    public static DoorPage Empty { get; } = new(DoorMemory.Nothing.Today, new Dictionary<string, TimeSpan>(), null);
}
