namespace EdgeGateway.Events;

/// <summary>A person went through a door, as its sensor decided.</summary>
/// <param name="Door">The door's configured name.</param>
/// <param name="Zone">The zone the door opens into.</param>
public sealed record DoorCrossing(
    string Sensor, TimeSpan At, string Door, string Zone, Direction Direction, double Confidence) : Sighting(Sensor, At);
