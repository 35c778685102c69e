namespace EdgeGateway.Events;

/// <summary>Somebody passed a door, and the sensor does not know which way: worth a total, no crossing.</summary>
public sealed record DoorPassage(string Sensor, TimeSpan At, string Door) : Sighting(Sensor, At);
