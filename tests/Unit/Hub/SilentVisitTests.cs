using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A gateway that dies for good ends no visit, and no next start of it does.</summary>
public sealed class SilentVisitTests : IDisposable
{
    private static readonly Guid Visit = Guid.Parse("0192f0c0-0000-7000-8000-000000000001");
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly HubFixture _hub = new();

    [Fact]
    public void VisitIsUnderWayAsLongAsAVisitMayLastAndOverAfterThat()
    {
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0);
        Receive(new VisitorMoved(Visit, "entrance", "shoes", null, 0.9), 2, minutes: 3);

        _hub.Time.Pass(TimeSpan.FromMinutes(3) + CardVisits.LongestVisit - Moment);
        Assert.Equal((VisitState.Moved, null), (_hub.Card().State, _hub.Card().DwellSeconds));

        _hub.Time.Pass(Moment);
        Assert.Equal((VisitState.Left, 180d, "the visit is over"), (_hub.Card().State, _hub.Card().DwellSeconds, _hub.Card().NextStep.Reason));
    }

    [Fact]
    public void ListOfVisitsSaysTheSameAsTheCard()
    {
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0);

        _hub.Time.Pass(CardVisits.LongestVisit);

        Assert.Equal(VisitState.Left, Assert.Single(_hub.Visits.Since(HubFixture.Morning, "berlin-1", 10)).State);
        Assert.Equal(VisitState.Left, Assert.Single(_hub.Visits.ChangedAfter(0, null, 10)).State);
    }

    [Fact]
    public void NobodyKnowsHowLongSomebodyStayedWhoWasSeenOnce()
    {
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0);

        _hub.Time.Pass(CardVisits.LongestVisit);

        Assert.Equal((VisitState.Left, null), (_hub.Card().State, _hub.Card().DwellSeconds));
    }

    [Fact]
    public void EndThatComesAfterDaysOfOutageWins()
    {
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0);
        _hub.Time.Pass(TimeSpan.FromDays(3));
        Assert.Equal(VisitState.Left, _hub.Card().State);

        Receive(new VisitorMoved(Visit, "entrance", "shoes", null, 0.9), 2, minutes: 3, receivedAfter: TimeSpan.FromDays(3));
        Assert.Equal((VisitState.Moved, "shoes"), (_hub.Card().State, _hub.Card().Zone));

        Receive(new VisitorLeft(Visit, "shoes", null, 540, 60, 0.95, []), 3, minutes: 10, receivedAfter: TimeSpan.FromDays(3));
        Assert.Equal((VisitState.Left, 540d, HubFixture.Morning.AddMinutes(9)), (_hub.Card().State, _hub.Card().DwellSeconds, _hub.Card().Seen));
    }

    [Fact]
    public void VisitorOfAGatewayWhoseClockIsDaysBehindHasJustArrived()
    {
        _hub.Time.Pass(TimeSpan.FromDays(3));
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0, receivedAfter: TimeSpan.FromDays(3));

        Assert.Equal(VisitState.Arrived, _hub.Card().State);
    }

    [Fact]
    public void OpenPagesGetTheirCardsAgainOnceWhenAVisitIsOverBySilence()
    {
        Receive(new VisitorArrived(Visit, "entrance", null, 0.9, []), 1, minutes: 0);
        var feed = new ArrivalFeed();
        using var watch = new SilenceWatch(_hub.Visits, feed, _hub.Time, NullLogger<SilenceWatch>.Instance);
        var before = feed.CustomersList;
        _hub.Time.Pass(CardVisits.LongestVisit);
        watch.Look();
        Assert.Equal(before, feed.CustomersList); // A page may still be handed the card as it was.

        _hub.Time.Pass(ArrivalCards.KeptFor);
        watch.Look();
        var after = feed.CustomersList;
        watch.Look();

        Assert.NotEqual(before, after);
        Assert.Equal(after, feed.CustomersList);
    }

    [Fact]
    public void SilenceIsLookedForAmongVisitsThatAreNotOverOnly() =>
        Assert.Contains("INDEX visit_open", _hub.Plan(VisitQueries.Silent), StringComparison.Ordinal);

    public void Dispose() => _hub.Dispose();

    private void Receive(EventData data, long sequence, int minutes, TimeSpan receivedAfter = default) =>
        _hub.StoreAt(HubFixture.Morning.AddMinutes(minutes) + receivedAfter, HubFixture.Message(data, sequence, minutes));
}
