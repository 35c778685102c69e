using EdgeGateway.Hub.Insights;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>One store's year of traffic must not look through the chain's.</summary>
public sealed class YearOfTrafficTests : IDisposable
{
    private readonly HubFixture _hub = new();

    [Fact]
    public void StoresCrossingsAreAddedUpFromItsOwnPartOfTheIndexAlone()
    {
        var plan = _hub.Plan(TrafficQueries.StepsInStore);

        Assert.Contains("SEARCH c USING COVERING INDEX crossing_of_gateway (gateway=? AND time>? AND time<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void StoresIntervalsAreComparedWithItsOwnCrossingsOnly()
    {
        var plan = _hub.Plan(TrafficQueries.ControlsInStore);

        Assert.Contains("SEARCH door_total USING COVERING INDEX door_total_of_gateway (gateway=? AND ends>? AND ends<?)", plan, StringComparison.Ordinal);
        Assert.Contains("SEARCH t USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
        Assert.Contains("SEARCH c USING COVERING INDEX crossing_of_gateway (gateway=? AND time>? AND time<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void StoresDoorsAreAddedUpFromItsOwnIntervalsOnly()
    {
        var plan = _hub.Plan(TrafficQueries.TotalsInStore);

        Assert.Contains("SEARCH t USING INDEX door_total_of_gateway (gateway=? AND ends>? AND ends<?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossingIsWrittenIntoTwoIndexesOnly() =>
        Assert.Equal(2, _hub.Scalar("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'crossing'"));

    public void Dispose() => _hub.Dispose();
}
