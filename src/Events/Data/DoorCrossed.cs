namespace EdgeGateway.Events;

/// <summary>One person went through a door.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Excluded">Why this was no customer; null for a customer.</param>
public sealed record DoorCrossed(string Door, Direction Direction, double Confidence, Exclusion? Excluded = null) : EventData
{
    internal override string TypeName => EventTypes.DoorCrossed;
}
