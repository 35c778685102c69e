namespace EdgeGateway.Control;

/// <summary>One door.</summary>
/// <param name="ConfigurationHash">SHA-256 of the settings of its sensors.</param>
/// <param name="DecidedWithinSeconds">How long a crossing may wait until it is told.</param>
/// <param name="LastCrossingSeconds">Ago; null when nobody has crossed since the daemon began.</param>
public sealed record DoorAnswer(
    string Door, IReadOnlyList<DoorSensorAnswer> Sensors, string ConfigurationHash, double DecidedWithinSeconds, DoorTodayAnswer Today, double? LastCrossingSeconds);
