using System.Runtime.InteropServices;

namespace EdgeGateway.Events;

// Optional in the middle: what is left out when it is null must not be missed by the reader.
/// <summary>A visit has begun.</summary>
/// <param name="Visit">The visit's own id, the same in moved and left.</param>
/// <param name="Identifier">Who, where the tier allows and a sensor knows.</param>
/// <param name="Confidence">0 to 1: the evidence combined.</param>
public sealed record VisitorArrived(
    Guid Visit, string Zone, [Optional, DefaultParameterValue(null)] Identifier? Identifier, double Confidence, IReadOnlyList<Evidence> Evidence) : EventData
{
    internal override string TypeName => EventTypes.VisitorArrived;
}
