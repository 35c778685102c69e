namespace EdgeGateway.Events;

/// <summary>One sensor's line in the health report.</summary>
/// <param name="Signals">Signals since start.</param>
/// <param name="LastSignalSeconds">Age of the last signal; null when there was none yet.</param>
/// <param name="PacketsLost">Radios: packets thrown away by the kernel since the adapter was opened, because nobody read them in time.</param>
/// <param name="AddressesNear">Radios: addresses heard in the last whole minute, where the store counts them. Not people: a phone may use two.</param>
public sealed record SensorHealth(
    string Sensor,
    string Family,
    SensorCondition Condition,
    string Reason,
    string Remedy,
    long Signals,
    double? LastSignalSeconds = null,
    long? PacketsLost = null,
    int? AddressesNear = null);
