namespace EdgeGateway.Events;

/// <summary>A card or phone was held to a reader.</summary>
/// <param name="Technology">For example <c>iso14443a</c>.</param>
/// <param name="Identifier">Who, where the tier allows and the tag is enrolled.</param>
/// <param name="Visit">The visit it was fused into, where there is one.</param>
/// <param name="Excluded">Why this was no customer; null for a customer.</param>
public sealed record TapRead(
    string Reader, string Zone, string Technology, Identifier? Identifier = null, Guid? Visit = null, Exclusion? Excluded = null) : EventData
{
    internal override string TypeName => EventTypes.TapRead;
}
