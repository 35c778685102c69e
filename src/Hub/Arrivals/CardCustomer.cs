namespace EdgeGateway.Hub.Arrivals;

/// <summary>The customer on a card.</summary>
internal sealed record CardCustomer(string Id, string DisplayName, string Language, DateOnly? MemberSince);
