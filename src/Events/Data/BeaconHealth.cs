namespace EdgeGateway.Events;

/// <summary>What an enrolled beacon says of itself (Eddystone-TLM).</summary>
public sealed record BeaconHealth(
    Identifier Beacon, int? BatteryMillivolts, double? TemperatureCelsius, long? Advertisements, double? UptimeSeconds) : EventData
{
    internal override string TypeName => EventTypes.BeaconHealth;
}
