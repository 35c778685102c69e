namespace EdgeGateway.Hub.Identity;

/// <summary>Who a visitor is, and why the hub says so.</summary>
internal sealed record IdentityMatch(Customer? Customer, MatchRule Rule, string Explanation)
{
    public static readonly IdentityMatch Anonymous = new(null, MatchRule.Anonymous, "no sensor gave an identifier");
}
