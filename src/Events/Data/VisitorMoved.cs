namespace EdgeGateway.Events;

/// <summary>A visitor is now in another zone.</summary>
public sealed record VisitorMoved(
    Guid Visit, string FromZone, string ToZone, Identifier? Identifier, double Confidence) : EventData
{
    internal override string TypeName => EventTypes.VisitorMoved;
}
