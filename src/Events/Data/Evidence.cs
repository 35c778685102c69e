namespace EdgeGateway.Events;

/// <summary>Why the gateway believes in a visit: one sensor's contribution.</summary>
/// <param name="Sensor">The sensor's configured name.</param>
/// <param name="SecondsBefore">How long before the event's time the sensor saw it.</param>
/// <param name="Confidence">0 to 1, of this piece alone.</param>
/// <param name="RssiDbm">For beacons: smoothed signal strength.</param>
public sealed record Evidence(EvidenceKind Kind, string Sensor, double SecondsBefore, double Confidence, double? RssiDbm = null);
