using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Decides who a visit is from all its identifiers. What the customer showed (a tap, a code) outranks what is only carried;
/// two customers of equal rank name nobody, because a wrong name is worse than none.
/// </summary>
internal static class VisitMatcher
{
    public static IdentityMatch Match(CustomerDirectory directory, IReadOnlyList<SensedIdentifier> identifiers)
    {
        var best = IdentityMatch.Anonymous;
        foreach (var rank in identifiers.GroupBy(one => one.IsDeliberate).OrderByDescending(group => group.Key))
        {
            var matches = rank.Select(one => directory.Match(one.Identifier)).ToArray();

            // A refusal stands for the whole visit: whoever has not consented is not named by a second identifier either.
            if (matches.FirstOrDefault(match => match.Rule == MatchRule.NoConsent) is { } refused)
            {
                return refused;
            }

            var named = matches.Where(match => match.Customer is not null).DistinctBy(match => match.Customer!.Id).ToArray();
            if (named.Length == 1)
            {
                return named[0];
            }

            if (named.Length > 1)
            {
                return new IdentityMatch(null, MatchRule.Contradictory, "the visit's identifiers belong to different customers");
            }

            best = best.Rule == MatchRule.Anonymous ? matches[0] : best;
        }

        return best;
    }
}
