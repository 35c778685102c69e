namespace EdgeGateway.Events;

/// <summary>A code was read by a scanner.</summary>
/// <param name="Identifier">Null when the code is not enrolled or the tier forbids it.</param>
public sealed record CodeScan(string Sensor, TimeSpan At, string Zone, Identifier? Identifier) : Sighting(Sensor, At);
