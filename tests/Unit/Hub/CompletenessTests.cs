using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Insights;

namespace EdgeGateway.Tests.Unit.Hub;

public class CompletenessTests
{
    private static readonly DoorCrossed Crossing = new("front", Direction.In, 0.9);

    [Fact]
    public void EventsInOrderAreComplete()
    {
        using var hub = new HubFixture();
        hub.Store(Enumerable.Range(1, 50).Select(n => HubFixture.Message(Crossing, n)));

        Assert.Equal((50, 50, 0, 50), (hub.Account.Produced, hub.Account.Stored, hub.Account.Missing, hub.Account.CompleteTo));
    }

    [Fact]
    public void ARepeatIsCountedAndNotStoredTwice()
    {
        using var hub = new HubFixture();
        var message = HubFixture.Message(Crossing, 1);
        hub.Store(message, message);
        hub.Store(message);

        Assert.Equal((1, 2), (hub.Account.Stored, hub.Account.Repeats));
        Assert.Equal(1, hub.Traffic.Report(null, HubFixture.Morning.AddDays(-1), HubFixture.Morning.AddDays(1), 60).Doors.Single().In);
    }

    [Fact]
    public void LiveBeforeBacklogLeavesAHoleUntilTheBacklogCame()
    {
        using var hub = new HubFixture();
        hub.Store(HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 9), HubFixture.Message(Crossing, 10));
        Assert.Equal([new SequenceRange(2, 8)], hub.Account.MissingRanges);
        Assert.Equal(1, hub.Account.CompleteTo);

        hub.Store(Enumerable.Range(2, 7).Select(n => HubFixture.Message(Crossing, n)));
        Assert.Equal((0, 10), (hub.Account.Missing, hub.Account.CompleteTo));
    }

    [Fact]
    public void ADropWithAReasonIsNoHole()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Message(Crossing, 1),
            HubFixture.Message(new GatewayDropped("size-cap", EventLane.Health, 3, HubFixture.Epoch, [new SequenceRange(2, 4)]), 5));

        Assert.Equal(3, hub.Account.Dropped["size-cap"]);
        Assert.Equal((5, 2, 0, 5), (hub.Account.Produced, hub.Account.Stored, hub.Account.Missing, hub.Account.CompleteTo));
    }

    [Fact]
    public void AnEventThatCameAlthoughItWasDroppedIsCountedAsStoredOnly()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 2),
            HubFixture.Message(new GatewayDropped("age-cap", EventLane.Traffic, 2, HubFixture.Epoch, [new SequenceRange(2, 3)]), 4));

        var account = hub.Account;
        Assert.Equal(1, account.Dropped["age-cap"]);
        Assert.Equal(account.Produced, account.Stored + account.Quarantined + account.Dropped.Values.Sum() + account.Missing);
    }

    [Fact]
    public void AnUnreadableEventWithItsNumberIsSettledInTheQuarantine()
    {
        using var hub = new HubFixture();
        var broken = System.Text.Encoding.UTF8.GetString(HubFixture.Message(Crossing, 2).Payload.Span).Replace("\"in\"", "\"sideways\"", StringComparison.Ordinal);
        hub.Store(HubFixture.Message(Crossing, 1), HubFixture.Bytes(Topics.Event("berlin-1", "gw-1", "door.crossed"), broken), HubFixture.Message(Crossing, 3));

        Assert.Equal((2, 1, 0, 3), (hub.Account.Stored, hub.Account.Quarantined, hub.Account.Missing, hub.Account.CompleteTo));
    }

    [Fact]
    public void GarbageIsCountedAndHoldsNothingUp()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Bytes(Topics.Event("berlin-1", "gw-1", "door.crossed"), "\0\u0001{"), HubFixture.Bytes("edge/v1/A B/x/event/y", "{}"),
            HubFixture.Message(Crossing, 1));

        Assert.Equal(1, hub.Account.Stored);
        Assert.Equal(2, hub.Writer.Counters.Unreadable);
        Assert.Equal(1, Assert.Single(hub.Ledger.Gateways).Unreadable);
    }

    [Fact]
    public void AnEventThatClaimsAnotherGatewayIsStoredUnderNeither()
    {
        using var hub = new HubFixture();
        var forged = HubFixture.Message(Crossing, 1, gateway: "gw-2") with { Topic = Topics.Event("berlin-1", "gw-1", "door.crossed") };
        hub.Store(forged);

        Assert.Equal("gw-1", Assert.Single(hub.Ledger.Gateways).Name);
        Assert.Empty(hub.Ledger.Gateways.Single().Epochs);
        Assert.Equal(1, hub.Ledger.Gateways.Single().Unreadable);
    }

    [Fact]
    public void ABirthTellsWhatIsStillToCome()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Bytes(Topics.Link("berlin-1", "gw-1"), $$"""{"online":true,"epoch":"{{HubFixture.Epoch}}","nextSequence":11,"version":"1"}"""),
            HubFixture.Message(Crossing, 1));

        Assert.Equal((10, 9), (hub.Account.Produced, hub.Account.Missing));
        Assert.True(hub.Ledger.Gateways.Single().Online);
    }

    [Fact]
    public void AfterARestartTheAccountIsTheSame()
    {
        using var hub = new HubFixture();
        var random = new Random(42);
        var numbers = Enumerable.Range(1, 200).Where(_ => random.Next(3) > 0).OrderBy(_ => random.Next()).ToArray();
        foreach (var some in numbers.Chunk(17))
        {
            hub.Store(some.Select(n => HubFixture.Message(Crossing, n)));
        }

        var (before, daysBefore) = (hub.Account, Days(hub));
        hub.Restart();

        Assert.Equal(before with { MissingRanges = [] }, hub.Account with { MissingRanges = [], Dropped = before.Dropped, Lost = before.Lost });
        Assert.Equal(before.MissingRanges, hub.Account.MissingRanges);
        Assert.Equal(daysBefore, Days(hub));
        hub.Store(numbers.Select(n => HubFixture.Message(Crossing, n)));
        Assert.Equal((before.Stored, numbers.Length), (hub.Account.Stored, hub.Account.Repeats));
    }

    [Fact]
    public void EveryDayAddsUp()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 2), HubFixture.Message(Crossing, 5, minutes: 24 * 60),
            HubFixture.Message(new GatewayDropped("size-cap", EventLane.Traffic, 1, HubFixture.Epoch, [new SequenceRange(4, 4)]), 6, minutes: 24 * 60));

        Assert.Equal(
            ["2026-11-22 complete: 2 produced, 2 stored, 0 dropped, 0 missing", "2026-11-23 missing: 4 produced, 2 stored, 1 dropped, 1 missing"], Days(hub));
        Assert.Equal([new SequenceRange(3, 3)], hub.Days[1].MissingRanges);
    }

    [Fact]
    public void ABatchThatFailsLeavesNothingBehind()
    {
        using var hub = new HubFixture();
        hub.Store(HubFixture.Message(Crossing, 1));
        var good = EventIntake.Read(HubFixture.Message(Crossing, 2), HubFixture.Morning);

        Assert.ThrowsAny<Exception>(() => hub.Writer.Write([good, null!]));

        Assert.Equal((1, 1), (hub.Account.Stored, hub.Account.Produced));
        hub.Writer.Write([good]);
        Assert.Equal((2, 0), (hub.Account.Stored, hub.Account.Repeats));
    }

    [Fact]
    public void OnlyTheChangedGatewaysAreAcknowledged()
    {
        using var hub = new HubFixture();
        hub.Store(HubFixture.Message(Crossing, 1, gateway: "gw-1"));
        var changed = hub.Store(HubFixture.Message(Crossing, 1, gateway: "gw-2"));

        Assert.Equal("gw-2", Assert.Single(changed).Name);
    }

    private static IEnumerable<string> Days(HubFixture hub) => hub.Days.Select(day =>
        $"{day.Day:yyyy-MM-dd} {day.Verdict}: {day.Produced} produced, {day.Stored} stored, {day.Dropped.Values.Sum()} dropped, {day.Missing} missing");
}
