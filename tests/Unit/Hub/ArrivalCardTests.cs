using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Tests.Unit.Hub;

public class ArrivalCardTests
{
    private const string App = "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/";
    private static readonly Guid Visit = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab");
    private static readonly Identifier Amelia = new(IdentifierKinds.IBeacon, "loyalty-app", App + "1");
    private static readonly Identifier Mateo = new(IdentifierKinds.IBeacon, "loyalty-app", App + "2");
    private static readonly Identifier Withdrawn = new(IdentifierKinds.IBeacon, "loyalty-app", App + "5");
    private static readonly Identifier Stranger = new(IdentifierKinds.IBeacon, "loyalty-app", App + "99");

    [Fact]
    public void AKnownCustomerHasNameClerkToneAndFactsWithAge()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Amelia));

        var card = hub.Card();
        Assert.Equal(("Ms Amelia Okafor", "Jonas", "formal", "entrance"), (card.Title, card.Clerk, card.Tone, card.Zone));
        Assert.Equal("Welcome to the first visit", card.NextStep.Action);
        Assert.Contains(card.Facts, fact => fact is { Text: "Interested in linen suits", Reason: "customer list", AgeDays: not null });
        Assert.Equal(MatchRule.Exact, card.MatchedBy.Rule);
        Assert.Contains("line 3", card.MatchedBy.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(Amelia.Value, card.MatchedBy.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void ACustomerWithoutConsentIsAVisitorLikeAnyOther()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Withdrawn));

        var card = hub.Card();
        Assert.Null(card.Customer);
        Assert.Equal("Visitor", card.Title);
        Assert.Empty(card.Facts);
        Assert.Equal(MatchRule.NoConsent, card.MatchedBy.Rule);
    }

    [Fact]
    public void AnEnrolledIdentifierThatNobodyHasIsAnUnknownMember()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Stranger));

        Assert.Equal("Unknown member of loyalty-app", hub.Card().Title);
    }

    [Fact]
    public void AVisitWithoutIdentifierIsAnonymous()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(null));

        Assert.Equal(("Visitor", MatchRule.Anonymous), (hub.Card().Title, hub.Card().MatchedBy.Rule));
    }

    [Fact]
    public void ACardFollowsTheVisitorAndEndsWithTheVisit()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Amelia));
        hub.Happens(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), minutes: 3);
        Assert.Equal((VisitState.Moved, "shoes"), (hub.Card().State, hub.Card().Zone));

        hub.Happens(new VisitorLeft(Visit, "shoes", Amelia, 540, 60, 0.95, []), minutes: 10);
        var card = hub.Card();
        Assert.Equal((VisitState.Left, 540d, HubFixture.Morning), (card.State, card.DwellSeconds, card.At));
        Assert.Equal("Nothing to do", card.NextStep.Action);
    }

    [Fact]
    public void AVisitThatAKilledGatewayCouldNotEndIsEndedWhenItStartsAgain()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Amelia));
        hub.Happens(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), minutes: 3);

        hub.Happens(new GatewayStarted("1", 0, null, ""), minutes: 5);

        Assert.Equal((VisitState.Left, 180d), (hub.Card().State, hub.Card().DwellSeconds));
    }

    [Fact]
    public void AVisitOfAnEarlierLifeThatComesAfterTheNextStartIsOver()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(new GatewayStarted("1", 0, null, ""), 3, minutes: 5));

        hub.Store(HubFixture.Message(Arrival(Amelia), 1));
        Assert.Equal((VisitState.Left, 0d), (hub.Card().State, hub.Card().DwellSeconds));
        hub.Store(HubFixture.Message(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), 2, minutes: 3));
        Assert.Equal(VisitState.Left, hub.Card().State);
    }

    [Fact]
    public void ATapOfAnEarlierLifeThatComesLateIsOver()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(new GatewayStarted("1", 0, null, ""), 2, minutes: 5));

        hub.Store(HubFixture.Message(new TapRead("counter", "counter", "iso14443a", new Identifier(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e504"), null), 1));
        Assert.Equal(VisitState.Left, hub.Card().State);
    }

    [Fact]
    public void AVisitOfAnEarlierOutboxThatComesAfterTheNextStartIsOver()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(new GatewayStarted("1", 0, null, ""), 1, minutes: 5));

        hub.Store(HubFixture.Message(Arrival(Amelia), 77, epoch: Guid.NewGuid()));
        Assert.Equal(VisitState.Left, hub.Card().State);
    }

    [Fact]
    public void AVisitAfterTheStartIsOpenThoughTheClockWasSetBack()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(new GatewayStarted("1", 0, null, ""), 1, minutes: 5));

        hub.Store(HubFixture.Message(Arrival(Amelia), 2, minutes: 1));
        Assert.Equal(VisitState.Arrived, hub.Card().State);
    }

    [Fact]
    public void EventsOfAVisitMayComeInAnyOrder()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(
            HubFixture.Message(new VisitorLeft(Visit, "shoes", Amelia, 540, 60, 0.95, []), 3, minutes: 10),
            HubFixture.Message(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), 2, minutes: 3),
            HubFixture.Message(Arrival(Amelia), 1));

        var card = hub.Card();
        Assert.Equal((VisitState.Left, "shoes", HubFixture.Morning), (card.State, card.Zone, card.At));
    }

    [Fact]
    public void AMoveBeforeTheArrivalIsNotUndoneByIt()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), 2, minutes: 3), HubFixture.Message(Arrival(Amelia), 1));

        Assert.Equal((VisitState.Moved, "shoes", HubFixture.Morning), (hub.Card().State, hub.Card().Zone, hub.Card().At));
    }

    [Fact]
    public void ATapOutranksABeaconThatIsOnlyCarried()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Mateo));
        hub.Happens(new TapRead("counter", "counter", "iso14443a", new Identifier(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e501"), Visit), minutes: 1);

        var card = hub.Card();
        Assert.Equal("Ms Amelia Okafor", card.Title);
        Assert.Contains(card.Evidence, one => one.Kind == EvidenceKind.Tap);
    }

    [Fact]
    public void TwoCarriedBeaconsOfDifferentCustomersNameNobody()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(Arrival(Mateo));
        hub.Happens(new VisitorMoved(Visit, "entrance", "shoes", Amelia, 0.9), minutes: 1);

        Assert.Equal((null, MatchRule.Contradictory), (hub.Card().Customer, hub.Card().MatchedBy.Rule));
    }

    [Fact]
    public void ATapWithoutAVisitIsACardOfItsOwn()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(new TapRead("counter", "counter", "iso14443a", new Identifier(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e504"), null));

        Assert.Equal("Yuki Tanaka", hub.Card().Title);
    }

    [Fact]
    public void WhoWorksHereHasNoCardForHisBadge()
    {
        using var hub = new HubFixture(samples: true);
        var badge = new Identifier(IdentifierKinds.NfcUid, "staff", "04a1b2c3d4e5ff");
        hub.Happens(new TapRead("time-clock", "back", "iso14443a", badge, Excluded: Exclusion.Staff));
        hub.Happens(new CodeScanned("till", "till", badge, Excluded: Exclusion.Staff));

        Assert.Empty(hub.Visits.Latest(null, 10));
    }

    [Fact]
    public void EarlierVisitsAreFoundByAnythingTheCustomerCarries()
    {
        using var hub = new HubFixture(samples: true);
        hub.Happens(new TapRead("counter", "counter", "iso14443a", new Identifier(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e501"), null));
        hub.Happens(new VisitorArrived(Guid.NewGuid(), "entrance", Amelia, 0.9, []), minutes: 60);
        hub.Happens(Arrival(Amelia), minutes: 120);

        var card = hub.Cards.Make(hub.Visits.Latest(null, 1).Single());
        Assert.Equal(2, card.History.VisitsBefore);
        Assert.Equal([HubFixture.Morning.AddMinutes(60), HubFixture.Morning], card.History.Previous.Select(visit => visit.At));
    }

    [Fact]
    public void ARepeatAfterARestartChangesNoCard()
    {
        using var hub = new HubFixture(samples: true);
        var tap = HubFixture.Message(new TapRead("counter", "counter", "iso14443a", new Identifier(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e501"), Visit), 1);
        hub.Store(tap);
        var before = hub.Card();
        hub.Restart();
        hub.Store(tap);

        Assert.Equal(before.Version, hub.Card().Version);
        Assert.Single(hub.Card().Evidence);
    }

    [Fact]
    public void VisitsOfTwoGatewaysWithOneIdAreTwoCards()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HubFixture.Message(Arrival(Amelia), 1, gateway: "gw-1"), HubFixture.Message(Arrival(Mateo), 1, gateway: "gw-2"));

        Assert.Equal(2, hub.Visits.Latest(null, 10).Count);
    }

    [Fact]
    public void AnAbsurdDwellDoesNotOverflow()
    {
        using var hub = new HubFixture();
        hub.Happens(new VisitorLeft(Visit, "shoes", null, 1e300, 1e300, 0.9, []));

        Assert.Equal(VisitState.Left, hub.Card().State);
    }

    [Fact]
    public void OnlyWhatChangedSinceComesAgain()
    {
        using var hub = new HubFixture();
        hub.Happens(Arrival(null));
        var at = hub.Visits.LastChange();
        hub.Happens(new VisitorArrived(Guid.NewGuid(), "back", null, 0.9, []));

        Assert.Equal("back", Assert.Single(hub.Visits.ChangedAfter(at, "berlin-1", 10)).Zone);
        Assert.Empty(hub.Visits.ChangedAfter(at, "paris-1", 10));
    }

    private static VisitorArrived Arrival(Identifier? identifier) =>
        new(Visit, "entrance", identifier, 0.93, [new Evidence(EvidenceKind.Beacon, "hci0", 0.4, 0.8, -61)]);
}
