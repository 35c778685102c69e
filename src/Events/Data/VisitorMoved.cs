using System.Runtime.InteropServices;

namespace EdgeGateway.Events;

// Optional in the middle: what is left out when it is null must not be missed by the reader.
/// <summary>A visitor is now in another zone.</summary>
public sealed record VisitorMoved(
    Guid Visit, string FromZone, string ToZone, [Optional, DefaultParameterValue(null)] Identifier? Identifier, double Confidence) : EventData
{
    internal override string TypeName => EventTypes.VisitorMoved;
}
