namespace EdgeGateway.Uplink;

/// <summary>A change of the uplink's state, as a sentence someone can act on.</summary>
public sealed record UplinkEvent(UplinkEventKind Kind, string Sentence);
