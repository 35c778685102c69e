namespace EdgeGateway.Events;

/// <summary>A visit is over.</summary>
/// <param name="Zone">Where the visitor was last.</param>
/// <param name="DwellSeconds">From arrival to the last sign of the visitor.</param>
/// <param name="LastSeenSecondsBefore">How long before the event's time the last sign was.</param>
/// <param name="Evidence">All that belonged to the visit.</param>
public sealed record VisitorLeft(
    Guid Visit,
    string Zone,
    Identifier? Identifier,
    double DwellSeconds,
    double LastSeenSecondsBefore,
    double Confidence,
    IReadOnlyList<Evidence> Evidence) : EventData
{
    internal override string TypeName => EventTypes.VisitorLeft;
}
