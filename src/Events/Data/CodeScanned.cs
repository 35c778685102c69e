namespace EdgeGateway.Events;

/// <summary>A code was read by a scanner.</summary>
/// <param name="Visit">The visit it was fused into, where there is one.</param>
/// <param name="Excluded">Why this was no customer; null for a customer.</param>
public sealed record CodeScanned(string Scanner, string Zone, Identifier? Identifier = null, Guid? Visit = null, Exclusion? Excluded = null) : EventData
{
    internal override string TypeName => EventTypes.CodeScanned;
}
