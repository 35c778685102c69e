namespace EdgeGateway.Events;

/// <summary>What an enrolled beacon says of itself (Eddystone-TLM, BTHome).</summary>
public sealed record BeaconHealth(
    Identifier Beacon,
    int? BatteryMillivolts = null,
    double? TemperatureCelsius = null,
    long? Advertisements = null,
    double? UptimeSeconds = null,
    int? BatteryPercent = null) : EventData
{
    internal override string TypeName => EventTypes.BeaconHealth;
}
