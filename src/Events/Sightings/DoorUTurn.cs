namespace EdgeGateway.Events;

/// <summary>Somebody came to a door and turned back: not counted, but worth a total.</summary>
public sealed record DoorUTurn(string Sensor, TimeSpan At, string Door) : Sighting(Sensor, At);
