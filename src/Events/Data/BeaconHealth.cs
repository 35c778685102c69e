namespace EdgeGateway.Events;

/// <summary>What an enrolled beacon says of itself (Eddystone-TLM).</summary>
public sealed record BeaconHealth(
    Identifier Beacon, int? BatteryMillivolts = null, double? TemperatureCelsius = null, long? Advertisements = null, double? UptimeSeconds = null) : EventData
{
    internal override string TypeName => EventTypes.BeaconHealth;
}
