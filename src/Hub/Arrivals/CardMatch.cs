using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>Why the card shows whom it shows.</summary>
internal sealed record CardMatch(MatchRule Rule, string Explanation);
