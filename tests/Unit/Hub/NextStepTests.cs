using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Tests.Unit.Hub;

public class NextStepTests
{
    private static readonly Customer Ada = new() { Id = "1", Name = "Ada", Consent = true };

    [Fact]
    public void AnOrderThatWaitsComesFirst() =>
        Assert.Equal("Bring the order: 4711", Choose(Ada with { OrderReady = "4711", Interests = "wool" }, Visits(1, 60)).Action);

    [Fact]
    public void AFirstVisitIsWelcomed() => Assert.Equal("Welcome to the first visit", Choose(Ada, VisitHistory.None).Action);

    [Fact]
    public void WhoIsKnownByAPseudonymIsNotWelcomedToAFirstVisit()
    {
        var step = NextStepRules.Choose(VisitState.Arrived, Ada, MatchRule.Pseudonym, "app", VisitHistory.None, HubFixture.Morning);

        Assert.Equal(new NextStep("Greet by name", "visits under a pseudonym are forgotten after a day, so nobody knows whether it is the first"), step);
    }

    [Fact]
    public void AShortLastVisitIsAskedAbout() => Assert.Equal("left after 2 minutes", Choose(Ada, Visits(1, 125)).Reason);

    [Theory]
    [InlineData(1, 125)]
    [InlineData(100, 900)]
    [InlineData(5, 900)]
    public void ReasonTellsWhenTheLastVisitWasAndLeavesTheDayToThePage(int daysAgo, double dwellSeconds)
    {
        var step = Choose(Ada, Visits(daysAgo, dwellSeconds));

        Assert.Equal(HubFixture.Morning.AddDays(-daysAgo), step.LastVisit);
        Assert.DoesNotContain("2026", step.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ReasonThatSpeaksOfNoVisitTellsNoTime() => Assert.Null(Choose(Ada with { Interests = "wool" }, Visits(5, 900)).LastVisit);

    [Fact]
    public void WhoWasAwayForLongWasMissed() => Assert.StartsWith("Say that it is good", Choose(Ada, Visits(100, 900)).Action, StringComparison.Ordinal);

    [Fact]
    public void InterestsComeBeforeAPlainGreeting()
    {
        Assert.Equal("Show what is new: wool", Choose(Ada with { Interests = "wool" }, Visits(5, 900)).Action);
        Assert.Equal("Greet by name", Choose(Ada, Visits(5, 900)).Action);
    }

    private static NextStep Choose(Customer customer, VisitHistory history) =>
        NextStepRules.Choose(VisitState.Arrived, customer, MatchRule.Exact, "app", history, HubFixture.Morning);

    private static VisitHistory Visits(int daysAgo, double dwellSeconds) =>
        new(1, [new PreviousVisit("berlin-1", HubFixture.Morning.AddDays(-daysAgo), dwellSeconds)]);
}
