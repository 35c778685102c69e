using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Retention;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Hub;

public class RetentionTests
{
    private static readonly DateTimeOffset Morning = HubFixture.Morning;
    private static readonly Identifier Pseudonym = new(IdentifierKinds.Pseudonym, "loyalty-app", "00112233445566778899aabbccddeeff");

    [Fact]
    public void APseudonymIsGoneAfterADayFromEveryTable()
    {
        using var hub = new HubFixture();
        var visit = Guid.NewGuid();
        hub.StoreAt(Morning.AddMinutes(6),
            HubFixture.Message(new VisitorArrived(visit, "entrance", Pseudonym, 0.9, []), 1),
            HubFixture.Message(new VisitorMoved(visit, "entrance", "shoes", Pseudonym, 0.9), 2, minutes: 1),
            HubFixture.Message(new TapRead("till", "shoes", "iso14443a", Pseudonym, visit), 3, minutes: 2),
            HubFixture.Message(new CodeScanned("till", "shoes", Pseudonym, visit), 4, minutes: 3),
            HubFixture.Message(new BeaconHealth(Pseudonym, 2900), 5, minutes: 4),
            HubFixture.Message(new VisitorLeft(visit, "shoes", Pseudonym, 240, 1, 0.9, []), 6, minutes: 5),
            HubFixture.Bytes(Topics.Event("berlin-1", "gw-1", "visitor.arrived"), $"{{ broken: pseudonym {Pseudonym.Value}"));
        Assert.Equal(6, Holding(hub, "event", "json"));

        Assert.Equal(0, hub.Sweep(Morning.AddHours(23)).Total);
        hub.Sweep(Morning.AddHours(24.2));

        Assert.Equal((0, 0, 0), (Holding(hub, "event", "json"), Holding(hub, "visit_identifier", "value"), Holding(hub, "quarantine", "bytes")));
        Assert.Equal((6, 1), (hub.Scalar("SELECT count(*) FROM event"), hub.Scalar("SELECT count(*) FROM visit")));
        Assert.Equal(6, hub.Account.Stored);
        Assert.Empty(hub.Visits.Latest(null, 10)[0].Identifiers);
    }

    [Fact]
    public void ACardNamesNobodyOnceItsPseudonymIsErased()
    {
        using var hub = new HubFixture();
        var (key, time) = ("0123456789abcdef"u8.ToArray(), new ManualTime());
        var catalog = new CustomerCatalog(new CustomersOptions { Samples = true, PseudonymKey = key }, time);
        catalog.Import();
        var cards = new ArrivalCards(hub.Visits, catalog, new PlaceOptions(), time);
        var amelia = Pseudonym with { Value = EdgeGateway.Events.Pseudonym.Of(key, IdentifierKinds.IBeacon, "5eed0fa1-c0ff-ee00-a99a-99b1eac00001/1/1") };
        hub.StoreAt(Morning, HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "entrance", amelia, 0.9, []), 1));
        Assert.Contains("Amelia", Shown(), StringComparison.Ordinal);

        hub.Sweep(Morning.AddHours(25));
        time.Pass(ArrivalCards.KeptFor);

        Assert.DoesNotContain("Amelia", Shown(), StringComparison.Ordinal);

        string Shown() => System.Text.Encoding.UTF8.GetString(cards.MakeJson(hub.Visits.Latest(null, 1).Single()).Single());
    }

    [Fact]
    public async Task PagesAreSentTheirCardsAgainOncePseudonymsAreErased()
    {
        using var hub = new HubFixture();
        var (feed, time) = (new ArrivalFeed(), new ManualTime());
        hub.StoreAt(Morning, HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "entrance", Pseudonym, 0.9, []), 1));
        var (before, next) = (feed.CustomersList, feed.Next);
        time.Pass(TimeSpan.FromHours(25));

        using var worker = new RetentionWorker(new RetentionSweep(hub.Writer, new RetentionOptions()), feed, time, NullLogger<RetentionWorker>.Instance);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        await next.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await worker.StopAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(before, feed.CustomersList);
    }

    [Fact]
    public void AnEventWithAnErasedPseudonymCanStillBeRead()
    {
        var json = HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "entrance", Pseudonym, 0.9, []), 7).Payload.ToArray();

        Assert.True(EventJson.TryRead(PseudonymEraser.Erase(json), out var read, out var problem), problem);
        Assert.True(EventJson.TryRead(json, out var before, out _));
        Assert.Equal(before.Id, read.Id);
        Assert.Equal((7, "entrance", null), (read.Sequence, ((VisitorArrived)read.Data!).Zone, ((VisitorArrived)read.Data).Identifier));
    }

    [Fact]
    public void AMemberGivenTwiceHidesNothing()
    {
        var json = System.Text.Encoding.UTF8.GetString(HubFixture.Message(new TapRead("till", "shoes", "iso14443a", Pseudonym), 1).Payload.Span);
        var twice = json.Replace("\"data\":{", "\"data\":{\"identifier\":{\"kind\":\"pseudonym\",\"programme\":\"p\",\"value\":\"00112233445566778899aabbccddeeff\"},", StringComparison.Ordinal);

        Assert.DoesNotContain(Pseudonym.Value, System.Text.Encoding.UTF8.GetString(PseudonymEraser.Erase(System.Text.Encoding.UTF8.GetBytes(twice))), StringComparison.Ordinal);
    }

    [Fact]
    public void EnrolledIdentifiersStay()
    {
        using var hub = new HubFixture();
        hub.Happens(new VisitorArrived(Guid.NewGuid(), "entrance", new Identifier(IdentifierKinds.Code, "club", "A1"), 0.9, []));

        hub.Sweep(Morning.AddDays(30));

        Assert.Single(hub.Visits.Latest(null, 10)[0].Identifiers);
    }

    [Fact]
    public void OldEventsGoAndTheLedgerStays()
    {
        using var hub = new HubFixture();
        hub.StoreAt(Morning.AddDays(1), Enumerable.Range(1, 1200).Select(n => HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), n)));
        hub.StoreAt(Morning.AddDays(9), Enumerable.Range(1201, 10).Select(n => HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), n, minutes: 9 * 1440)));
        var (before, days) = (hub.Account, hub.Days.Count);

        var swept = hub.Sweep(Morning.AddDays(13), new RetentionOptions { EventDays = 10 });
        hub.Restart();

        Assert.Equal((1200, 10, 10), (swept.Events, hub.Scalar("SELECT count(*) FROM event"), hub.Scalar("SELECT count(*) FROM crossing")));
        Assert.Equal((before.Produced, before.Stored, before.CompleteTo, days), (hub.Account.Produced, hub.Account.Stored, hub.Account.CompleteTo, hub.Days.Count));

        // A repeat of what was deleted changes nothing.
        hub.Store(HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 5));
        Assert.Equal((1, 10), (hub.Account.Repeats, hub.Scalar("SELECT count(*) FROM event")));
    }

    [Fact]
    public void AfterAllEventsHaveGoneAnArrivalIsStillTheLatestChange()
    {
        using var hub = new HubFixture();
        hub.StoreAt(Morning, Enumerable.Range(1, 20).Select(n => HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "entrance", null, 0.9, []), n)));
        var seen = hub.Visits.LastChange();

        hub.Sweep(Morning.AddDays(15), new RetentionOptions { EventDays = 7 });
        hub.StoreAt(Morning.AddDays(15), HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "back", null, 0.9, []), 21, minutes: 15 * 1440));

        Assert.Equal("back", Assert.Single(hub.Visits.ChangedAfter(seen, null, 10)).Zone);
    }

    [Fact]
    public void OldVisitsAndQuarantinedMessagesGo()
    {
        using var hub = new HubFixture();
        hub.StoreAt(Morning.AddHours(1), HubFixture.Message(new VisitorArrived(Guid.NewGuid(), "entrance", new Identifier(IdentifierKinds.Code, "club", "A1"), 0.9, []), 1),
            HubFixture.Bytes(Topics.Event("berlin-1", "gw-1", "door.crossed"), "{"));

        var swept = hub.Sweep(Morning.AddDays(401));

        Assert.Equal((1, 1, 1), (swept.Visits, swept.Quarantined, swept.Events));
        Assert.Equal(0, hub.Scalar("SELECT count(*) FROM visit_identifier"));
    }

    [Fact]
    public void ASweepGoesInSmallBatchesThatLetTheIngestIn()
    {
        using var hub = new HubFixture();
        hub.StoreAt(Morning, Enumerable.Range(1, 3 * RetentionSweep.BatchMax).Select(n => HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), n)));
        var sweep = new RetentionSweep(hub.Writer, new RetentionOptions { EventDays = 1 });

        var first = sweep.Sweep(Morning.AddDays(2));
        hub.StoreAt(Morning.AddDays(2), HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), (3 * RetentionSweep.BatchMax) + 1, minutes: 2880));

        Assert.Equal(RetentionSweep.BatchMax, first.Events);
        Assert.Equal((2 * RetentionSweep.BatchMax) + 1, hub.Scalar("SELECT count(*) FROM event"));
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(400, 24)]
    [InlineData(3650, 1)]
    public void TheUsualAgesAreTaken(int days, int hours) =>
        Assert.Empty(new RetentionOptions { EventDays = days, VisitDays = days, PseudonymHours = hours }.Problems("retention"));

    [Fact]
    public void APromiseCannotBeConfiguredAway()
    {
        var problems = new RetentionOptions { EventDays = -1, PseudonymHours = 48 }.Problems("retention").ToList();

        Assert.Equal(2, problems.Count);
        Assert.Contains(problems, problem => problem.StartsWith("retention.pseudonymHours: 48", StringComparison.Ordinal));
    }

    private static long Holding(HubFixture hub, string table, string column) =>
        hub.Scalar($"SELECT count(*) FROM {table} WHERE instr(CAST({column} AS TEXT), '{Pseudonym.Value}') > 0");
}
