using System.Runtime.InteropServices;

namespace EdgeGateway.Events;

// Optional in the middle: what is left out when it is null must not be missed by the reader.
/// <summary>A visit is over.</summary>
/// <param name="Zone">Where the visitor was last.</param>
/// <param name="DwellSeconds">From arrival to the last sign of the visitor.</param>
/// <param name="LastSeenSecondsBefore">How long before the event's time the last sign was.</param>
/// <param name="Evidence">All that belonged to the visit.</param>
public sealed record VisitorLeft(
    Guid Visit,
    string Zone,
    [Optional, DefaultParameterValue(null)] Identifier? Identifier,
    double DwellSeconds,
    double LastSeenSecondsBefore,
    double Confidence,
    IReadOnlyList<Evidence> Evidence) : EventData
{
    internal override string TypeName => EventTypes.VisitorLeft;
}
