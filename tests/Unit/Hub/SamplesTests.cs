using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Tests.Unit.Hub;

public class SamplesTests
{
    [Fact]
    public void TheSamplesKnowTheMembersOfTheBuiltInStore()
    {
        var catalog = new CustomerCatalog(new CustomersOptions { Samples = true }, TimeProvider.System);
        var report = catalog.Import();
        Assert.True(report.TakenOver);
        Assert.Empty(report.Problems);

        var rules = BusyQuarterHour.Members.Select(member => catalog.Directory.Match(new Identifier(member.Beacon.Kind, "any", member.Beacon.Value())).Rule).ToArray();

        // One has withdrawn consent and one is unknown, so that the demonstration shows those cards too.
        Assert.Equal(10, rules.Count(rule => rule == MatchRule.Exact));
        Assert.Single(rules, MatchRule.NoConsent);
        Assert.Single(rules, MatchRule.Unknown);
        Assert.All(
            BusyQuarterHour.Members.Where(member => member.CardUid is not null),
            member => Assert.Equal(MatchRule.Exact, catalog.Directory.Match(new Identifier(IdentifierKinds.NfcUid, "any", member.CardUid!)).Rule));
    }
}
