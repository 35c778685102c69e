namespace EdgeGateway.Hub.Arrivals;

/// <summary>One thing worth knowing.</summary>
/// <param name="Reason">Where it comes from.</param>
/// <param name="AsOf">When it was last known to be right; null when nobody wrote that down.</param>
/// <param name="AgeDays">How old that is, in whole days.</param>
internal sealed record CardFact(string Text, string Reason, DateTimeOffset? AsOf, int? AgeDays);
