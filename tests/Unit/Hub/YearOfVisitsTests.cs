using EdgeGateway.Hub.Arrivals;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>What is asked all day long must not look through a year of visits.</summary>
public sealed class YearOfVisitsTests : IDisposable
{
    private readonly HubFixture _hub = new();

    [Fact]
    public void CardsVisitsAreFoundByWhatIsCarriedAndNotAmongAllOfTheStore()
    {
        var plan = _hub.Plan(VisitQueries.AroundOf("($k0, $v0)"));

        Assert.Contains("SEARCH v USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VisitQueries.LatestInStore)]
    [InlineData(VisitQueries.ChangedInStore)]
    public void StoresPageLooksAtItsOwnVisitsOnly(string sql)
    {
        var plan = _hub.Plan(sql);

        Assert.DoesNotContain("SCAN v", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("visit_changed", plan, StringComparison.Ordinal);
        Assert.Contains("SEARCH visit USING COVERING INDEX visit_of_gateway (gateway=?", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void StartOfAGatewayLooksAtItsOpenVisitsOnly() =>
        Assert.Contains("USING INDEX visit_open (gateway=?)", _hub.Plan(VisitProjection.Restarted), StringComparison.Ordinal);

    public void Dispose() => _hub.Dispose();
}
