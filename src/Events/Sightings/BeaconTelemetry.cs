namespace EdgeGateway.Events;

/// <summary>An enrolled beacon's report about itself.</summary>
public sealed record BeaconTelemetry(
    string Sensor,
    TimeSpan At,
    Identifier Beacon,
    int? BatteryMillivolts,
    double? TemperatureCelsius,
    long? Advertisements,
    double? UptimeSeconds) : Sighting(Sensor, At);
