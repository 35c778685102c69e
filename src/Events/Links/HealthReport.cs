namespace EdgeGateway.Events;

/// <summary>A gateway's retained health: enough to see from the hub that it is blind, full or late.</summary>
/// <param name="OldestSeconds">Age of the oldest waiting event; 0 when none waits.</param>
/// <param name="DoorDrift">Null, or one sentence: in and out have been further apart for days than chance explains.</param>
/// <param name="NextSequence">The number the next event will get: produced so far is one less.</param>
public sealed record HealthReport(
    Guid Epoch,
    long NextSequence,
    long Waiting,
    double OldestSeconds,
    long OutboxBytes,
    long Dropped,
    ClockQuality Clock,
    double UptimeSeconds,
    string Version,
    IReadOnlyList<SensorHealth> Sensors,
    string? DoorDrift = null);
