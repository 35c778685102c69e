namespace EdgeGateway.Events;

/// <summary>How strongly a gateway hears the visitor of one of its visits. Only gateways that share a store tell it: the hub compares their words.</summary>
/// <param name="Zone">Where this gateway takes the visitor to be.</param>
/// <param name="RssiDbm">Smoothed, of the receiver that hears best; null when none has heard the visitor lately.</param>
public sealed record VisitorHeard(Guid Visit, string Zone, double? RssiDbm = null) : EventData
{
    internal override string TypeName => EventTypes.VisitorHeard;
}
