namespace EdgeGateway.Events;

/// <summary>One person went through a door.</summary>
/// <param name="Confidence">0 to 1.</param>
public sealed record DoorCrossed(string Door, Direction Direction, double Confidence) : EventData
{
    internal override string TypeName => EventTypes.DoorCrossed;
}
