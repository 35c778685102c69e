namespace EdgeGateway.Devices.Simulated;

/// <summary>A door of a simulated store with its two beams.</summary>
/// <param name="Outer">GPIO line of the beam on the street's side.</param>
/// <param name="Inner">GPIO line of the beam on the shop's side.</param>
public sealed record StoreDoor(string Name, string Chip, int Outer, int Inner);
