namespace EdgeGateway.Hub.Identity;

/// <summary>Something a customer carries, in the canonical text of <see cref="Events.Identifier"/>.</summary>
internal sealed record CustomerIdentifier(string Kind, string Value, string Customer, long Line);
