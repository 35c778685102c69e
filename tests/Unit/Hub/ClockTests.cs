using EdgeGateway.Events;
using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A gateway without a real-time clock: what the hub shows until NTP has set it.</summary>
public class ClockTests
{
    private static readonly DateTimeOffset Received = HubFixture.Received;
    private static readonly DateTimeOffset Nineteen70 = DateTimeOffset.UnixEpoch.AddSeconds(40);

    [Theory]
    [InlineData("1970-01-01T00:00:40Z", ClockQuality.Estimated, "Wrong")]
    [InlineData("1970-01-01T00:00:40Z", ClockQuality.Synchronised, "Wrong")]
    [InlineData("2026-12-02T09:04:59Z", ClockQuality.Synchronised, "Synchronised")]
    [InlineData("2026-12-02T09:05:01Z", ClockQuality.Synchronised, "Wrong")]
    [InlineData("2038-01-19T03:14:07Z", ClockQuality.Estimated, "Wrong")]
    [InlineData("2026-11-22T09:00:00Z", ClockQuality.Estimated, "Estimated")]
    [InlineData("2026-08-01T00:00:00Z", ClockQuality.Estimated, "Wrong")]
    [InlineData("2026-08-01T00:00:00Z", ClockQuality.Synchronised, "Synchronised")]
    [InlineData("0001-01-01T00:00:00Z", ClockQuality.Estimated, "Wrong")]
    [InlineData("9999-12-31T23:59:59Z", ClockQuality.Estimated, "Wrong")]
    public void ATimeThatCannotBeIsTheTimeOfReceipt(string time, ClockQuality clock, string trust)
    {
        var at = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        var shown = ShownTime.Of(at, clock, Received);

        Assert.Equal(trust, shown.Clock.ToString());
        Assert.Equal(trust == "Wrong" ? Received : at, shown.At);
    }

    [Fact]
    public void AnEventOf1970CountsOnTheDayOfItsReceipt()
    {
        using var hub = new HubFixture();
        var crossing = new DoorCrossed("front", Direction.In, 0.9);
        hub.Store(
            HubFixture.Message(crossing, 1, time: Nineteen70, clock: ClockQuality.Estimated),
            HubFixture.Message(crossing, 2, time: Received.AddHours(-1), clock: ClockQuality.Estimated),
            HubFixture.Message(crossing, 3, time: Received));

        var day = Assert.Single(hub.Days);
        Assert.Equal(DateOnly.FromDateTime(Received.UtcDateTime), day.Day);
        Assert.Equal((1, 1, 1, (ClockTrust?)ClockTrust.Wrong), (day.Clock.Synchronised, day.Clock.Estimated, day.Clock.Wrong, day.Clock.Worst));
        Assert.Equal(3, hub.Traffic.Report(null, Received.AddDays(-1), Received, 60).Doors.Single().In);
    }

    [Fact]
    public void ARepeatCountsOnItsEventsDay()
    {
        using var hub = new HubFixture();
        var message = HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 1);
        hub.Store(message, HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 2, minutes: 1440));
        hub.Store(message, message);
        hub.Restart();

        Assert.Equal([2L, 0L], hub.Days.Select(day => day.Repeats));
    }

    [Fact]
    public void ACardOf1970StandsWhereItWasReceivedAndStaysThere()
    {
        using var hub = new HubFixture();
        var (early, late) = (Guid.NewGuid(), Guid.NewGuid());
        hub.StoreAt(Received, HubFixture.Message(new VisitorArrived(early, "entrance", null, 0.9, []), 1, time: Nineteen70, clock: ClockQuality.Estimated));
        hub.StoreAt(Received.AddMinutes(5), HubFixture.Message(new VisitorArrived(late, "entrance", null, 0.9, []), 2, time: Received.AddMinutes(5)));
        Assert.Equal([late, early], Order(hub));
        Assert.Equal(ClockTrust.Wrong, hub.Visits.Latest(null, 10)[0].Clock);

        // The clock has come right: what follows has its own time, and what is shown does not jump.
        hub.StoreAt(
            Received.AddMinutes(6),
            HubFixture.Message(new VisitorMoved(early, "entrance", "shoes", null, 0.9), 3, time: Received.AddMinutes(6)));
        hub.StoreAt(
            Received.AddMinutes(9),
            HubFixture.Message(new VisitorLeft(early, "shoes", null, 500, 10, 0.9, []), 4, time: Received.AddMinutes(9)));

        Assert.Equal([late, early], Order(hub));
        var visit = hub.Visits.Since(Received.AddDays(-1), null, 10)[1];
        Assert.Equal((Received, VisitState.Left), (visit.Arrived, visit.State));
        Assert.True(visit.Seen >= visit.Arrived);
    }

    [Fact]
    public void AGatewayThatStartsWithAClockBehindEndsTheVisitsOfItsLifeBefore()
    {
        using var hub = new HubFixture();
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());
        hub.Store(HubFixture.Message(new VisitorArrived(before, "entrance", null, 0.9, []), 1, minutes: 30));
        hub.Store(HubFixture.Message(new GatewayStarted("1", 0), 2, minutes: 10, clock: ClockQuality.Estimated));
        hub.Store(HubFixture.Message(new VisitorArrived(after, "entrance", null, 0.9, []), 3, minutes: 11, clock: ClockQuality.Estimated));

        var visits = hub.Visits.Latest(null, 10).ToDictionary(visit => Guid.Parse(visit.Visit), visit => visit.State);
        Assert.Equal((VisitState.Left, VisitState.Arrived), (visits[before], visits[after]));
    }

    private static IEnumerable<Guid> Order(HubFixture hub) => hub.Visits.Since(Received.AddDays(-1), null, 10).Select(visit => Guid.Parse(visit.Visit));
}
