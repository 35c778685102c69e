using EdgeGateway.Events;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>An identifier of a visit.</summary>
/// <param name="IsDeliberate">The customer showed it (a tap or a scanned code); a beacon only happens to be carried.</param>
internal sealed record SensedIdentifier(Identifier Identifier, bool IsDeliberate);
