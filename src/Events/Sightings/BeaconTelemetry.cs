namespace EdgeGateway.Events;

/// <summary>An enrolled beacon's report about itself.</summary>
public sealed record BeaconTelemetry(
    string Sensor,
    TimeSpan At,
    Identifier Beacon,
    int? BatteryMillivolts,
    double? TemperatureCelsius,
    long? Advertisements,
    double? UptimeSeconds,
    int? BatteryPercent = null) : Sighting(Sensor, At);
