using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>One customer, one place, one card: two gateways of a store, a beacon and a card.</summary>
public class OneCardTests
{
    private static readonly Guid AtDoor = Guid.Parse("0192f0c1-0000-7abc-8def-000000000001");
    private static readonly Guid AtShoes = Guid.Parse("0192f0c1-0000-7abc-8def-000000000002");
    private static readonly Identifier Beacon = new(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1");
    private static readonly Identifier Card = new(IdentifierKinds.NfcUid, "card", "04a1b2c3d4e501");
    private static readonly Identifier Stranger = new(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/99");
    private readonly Dictionary<string, long> sequences = [];

    [Fact]
    public void TheLouderGatewaySaysWhereTheCustomerIs()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        Assert.Equal(("entrance", VisitState.Arrived), (OneCard(hub).Zone, OneCard(hub).State));

        hub.Store(Word("gw-1", AtDoor, "entrance", -80, 60), Word("gw-2", AtShoes, "shoes", -55, 61), Word("gw-2", AtShoes, "shoes", -55, 66));
        Assert.Equal(("shoes", VisitState.Moved), (OneCard(hub).Zone, OneCard(hub).State));

        hub.Store(Word("gw-1", AtDoor, "entrance", -55, 90), Word("gw-2", AtShoes, "shoes", -80, 92), Word("gw-1", AtDoor, "entrance", -55, 97));
        Assert.Equal("entrance", OneCard(hub).Zone);
    }

    [Fact]
    public void TheOtherVisitStandsBesideWithItsReason()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));

        var beside = Assert.Single(OneCard(hub).Beside);
        Assert.Equal((AtShoes.ToString(), "gw-2", "shoes", false), (beside.Visit, beside.Gateway, beside.Zone, beside.IsHere));
        Assert.Contains("identifiers.csv line", beside.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(Beacon.Value, beside.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void AnIdentifierThatNobodyHasIsOneCardToo()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Stranger));

        Assert.Equal("Unknown member of loyalty-app", OneCard(hub).Title);
    }

    [Fact]
    public void WhoPassedTheDoorAllMorningIsStillOneCardAtTheTill()
    {
        using var hub = new HubFixture(samples: true);
        for (var n = 0; n < 60; n++)
        {
            var passing = Guid.NewGuid();
            hub.Store(Message("gw-1", new VisitorArrived(passing, "entrance", Beacon, 0.9, [Heard(-60)]), n * 600), Left("gw-1", passing, "entrance", 10, (n * 600) + 130));
        }

        hub.Store(
            Message("gw-1", new VisitorArrived(AtDoor, "entrance", Beacon, 0.9, [Heard(-60)]), 36_000),
            Message("gw-1", new VisitorArrived(AtShoes, "till", Card, 0.95, [new Evidence(EvidenceKind.Tap, "till-reader", 0, 0.95)]), 36_060));

        Assert.Equal(AtShoes.ToString(), Assert.Single(hub.Cards.Make(hub.Visits.Latest(null, 1).Single()).Beside).Visit);
    }

    [Fact]
    public void WordsThatComeInAnotherOrderGiveTheSamePlace()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var hub = new HubFixture(samples: true);
            sequences.Clear();
            hub.Store(HeardByBoth(Beacon));
            MqttMessage[] words =
            [
                Word("gw-1", AtDoor, "entrance", -80, 60), Word("gw-2", AtShoes, "shoes", -55, 61), Word("gw-2", AtShoes, "shoes", -56, 66),
                Word("gw-1", AtDoor, "entrance", null, 70), Word("gw-2", AtShoes, "shoes", -62, 71), Word("gw-1", AtDoor, "entrance", -64, 80),
            ];
            new Random(seed).Shuffle(words);
            hub.Store(words);
            hub.Store(words[0]);

            Assert.Equal("shoes", OneCard(hub).Zone);
        }
    }

    [Fact]
    public void TheCustomerLeavesOnceWhenTheLastGatewayHasLostThem()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        hub.Store(Left("gw-1", AtDoor, "entrance", lastSign: 300, at: 420));
        Assert.Equal((VisitState.Moved, "shoes"), (OneCard(hub).State, OneCard(hub).Zone));

        hub.Store(Left("gw-2", AtShoes, "shoes", lastSign: 900, at: 1020));
        Assert.Equal((VisitState.Left, 900d), (OneCard(hub).State, OneCard(hub).DwellSeconds));
    }

    [Fact]
    public void AGatewayThatRestartsMakesNoSecondCard()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        hub.Store(
            Message("gw-2", new GatewayStarted("1", 0), 600),
            Message("gw-2", new VisitorArrived(Guid.CreateVersion7(), "shoes", Beacon, 0.9, [Heard(-60)]), 610));

        var card = OneCard(hub);
        Assert.Equal(2, card.Beside.Count);
        Assert.NotEqual(VisitState.Left, card.State);
    }

    [Fact]
    public void ABeaconAndACardOfOneCustomerAreOneCard()
    {
        using var hub = new HubFixture(samples: true);
        var tap = Guid.CreateVersion7();
        hub.Store(
            Message("gw-1", new VisitorArrived(AtDoor, "entrance", Beacon, 0.9, [Heard(-60)]), 0),
            Message("gw-1", new VisitorArrived(tap, "till", Card, 0.95, [new Evidence(EvidenceKind.Tap, "till-reader", 0, 0.95)]), 300));
        Assert.Equal(("till", "Ms Amelia Okafor"), (OneCard(hub).Zone, OneCard(hub).Title));

        // The card says nothing more for half an hour; the beacon knows that its owner has gone.
        hub.Store(Left("gw-1", AtDoor, "entrance", lastSign: 400, at: 520));
        Assert.Equal(VisitState.Left, OneCard(hub).State);
    }

    [Fact]
    public void ACorrectedListDividesTheCardAgain()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(
            Message("gw-1", new VisitorArrived(AtDoor, "entrance", Beacon, 0.9, [Heard(-60)]), 0),
            Message("gw-1", new VisitorArrived(AtShoes, "till", Card, 0.95, [new Evidence(EvidenceKind.Tap, "till-reader", 0, 0.95)]), 300));
        OneCard(hub);

        var withoutRows = new ArrivalCards(hub.Visits, new CustomerCatalog(new CustomersOptions(), TimeProvider.System), new PlaceOptions(), TimeProvider.System);
        Assert.All(hub.Visits.Latest(null, 10), visit => Assert.Equal((visit.Visit, 0), (withoutRows.Make(visit).Visit, withoutRows.Make(visit).Beside.Count)));
    }

    [Fact]
    public void AStreamThatSawOneCardIsTheOthersAgainWhenItFallsApart()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon, second: 1200));
        var at = hub.Visits.LastChange();

        // The restart ends a visit whose last sign was its arrival: the two were not at one time after all.
        hub.Store(Message("gw-1", new GatewayStarted("1", 0), 1800));

        var sent = hub.Visits.ChangedAfter(at, null, 10).SelectMany(hub.Cards.MakeJson).Select(json => System.Text.Encoding.UTF8.GetString(json)).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Contains(sent, json => json.Contains(AtShoes.ToString(), StringComparison.Ordinal) && !json.Contains(AtDoor.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void AVisitWithContradictoryIdentifiersStandsAlone()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        hub.Store(Message("gw-2", new VisitorMoved(AtShoes, "shoes", "coats", new Identifier(IdentifierKinds.IBeacon, "loyalty-app", "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/2"), 0.9), 60));

        Assert.Equal(2, Cards(hub).Count);
    }

    [Fact]
    public void TwoStoresAreTwoPlaces()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(
            HubFixture.Message(new VisitorArrived(AtDoor, "entrance", Beacon, 0.9, [Heard(-60)]), 1, store: "berlin-1"),
            HubFixture.Message(new VisitorArrived(AtShoes, "entrance", Beacon, 0.9, [Heard(-60)]), 1, store: "paris-1"));

        Assert.Equal(2, Cards(hub).Count);
    }

    [Fact]
    public void ATimeBeforeCountsOnceHoweverManyGatewaysSawIt()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        hub.Store(Left("gw-1", AtDoor, "entrance", lastSign: 300, at: 420), Left("gw-2", AtShoes, "shoes", lastSign: 500, at: 620));
        hub.Store(Message("gw-1", new VisitorArrived(Guid.CreateVersion7(), "entrance", Beacon, 0.9, [Heard(-60)]), 86_400));

        var history = hub.Cards.Make(hub.Visits.Latest(null, 1).Single()).History;
        Assert.Equal((1L, 500d), (history.VisitsBefore, history.Previous.Single().DwellSeconds));
    }

    [Fact]
    public void WordsGoWithTheirVisitAndALateOneBringsNothingBack()
    {
        using var hub = new HubFixture(samples: true);
        hub.Store(HeardByBoth(Beacon));
        Assert.NotEqual(0, hub.Scalar("SELECT count(*) FROM heard"));

        hub.Store(Left("gw-1", AtDoor, "entrance", lastSign: 300, at: 420), Left("gw-2", AtShoes, "shoes", lastSign: 300, at: 420), Word("gw-2", AtShoes, "shoes", -50, 290));
        Assert.Equal(0, hub.Scalar("SELECT count(*) FROM heard"));
        Assert.Equal(VisitState.Left, OneCard(hub).State);
    }

    private MqttMessage[] HeardByBoth(Identifier who, double second = 30) =>
    [
        Message("gw-1", new VisitorArrived(AtDoor, "entrance", who, 0.9, [Heard(-60)]), 0), Word("gw-1", AtDoor, "entrance", -60, 0.1),
        Message("gw-2", new VisitorArrived(AtShoes, "shoes", who, 0.9, [Heard(-78)]), second), Word("gw-2", AtShoes, "shoes", -78, second + 0.1),
    ];

    private MqttMessage Word(string gateway, Guid visit, string zone, double? dbm, double second) => Message(gateway, new VisitorHeard(visit, zone, dbm), second);

    private MqttMessage Left(string gateway, Guid visit, string zone, double lastSign, double at) =>
        Message(gateway, new VisitorLeft(visit, zone, Beacon, lastSign, at - lastSign, 0.9, [Heard(-60)]), at);

    private MqttMessage Message(string gateway, EventData data, double second) =>
        HubFixture.Message(data, sequences[gateway] = sequences.GetValueOrDefault(gateway) + 1, second / 60, gateway: gateway);

    private static Evidence Heard(double dbm) => new(EvidenceKind.Beacon, "hci0", 0.4, 0.8, dbm);

    private static ArrivalCard OneCard(HubFixture hub) => Assert.Single(Cards(hub));

    private static List<ArrivalCard> Cards(HubFixture hub) =>
        [.. hub.Visits.Latest(null, 10).Select(hub.Cards.Make).DistinctBy(card => (card.Store, card.Gateway, card.Visit))];
}
