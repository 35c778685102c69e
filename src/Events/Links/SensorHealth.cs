namespace EdgeGateway.Events;

/// <summary>One sensor's line in the health report.</summary>
/// <param name="Signals">Signals since start.</param>
/// <param name="LastSignalSeconds">Age of the last signal; null when there was none yet.</param>
public sealed record SensorHealth(
    string Sensor, string Family, SensorCondition Condition, string Reason, string Remedy, long Signals, double? LastSignalSeconds = null);
