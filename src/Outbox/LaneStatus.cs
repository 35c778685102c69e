using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>What waits in one lane.</summary>
/// <param name="Waiting">Events.</param>
/// <param name="Bytes">Their JSON and marks.</param>
/// <param name="OldestSeconds">Age of the oldest; 0 when none waits or the clock was not right when it was stamped.</param>
public readonly record struct LaneStatus(EventLane Lane, long Waiting, long Bytes, double OldestSeconds);
