namespace EdgeGateway.Events;

/// <summary>One advertisement of an enrolled beacon.</summary>
/// <param name="Zone">Where the receiving sensor stands.</param>
/// <param name="RssiDbm">Received signal strength.</param>
/// <param name="MeasuredPowerDbm">What the beacon says its strength is at one metre; null where the format has none.</param>
public sealed record BeaconSighting(
    string Sensor, TimeSpan At, string Zone, Identifier Beacon, int RssiDbm, int? MeasuredPowerDbm) : Sighting(Sensor, At);
