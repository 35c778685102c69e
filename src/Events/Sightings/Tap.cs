namespace EdgeGateway.Events;

/// <summary>A card or phone was held to a reader.</summary>
/// <param name="Identifier">Null when the tag is not enrolled or the tier forbids it.</param>
public sealed record Tap(string Sensor, TimeSpan At, string Zone, string Technology, Identifier? Identifier) : Sighting(Sensor, At);
