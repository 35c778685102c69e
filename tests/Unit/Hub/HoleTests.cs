using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Hub.Holes;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A hole is asked for again while the gateway may still have it.</summary>
public class HoleTests
{
    private static readonly DoorCrossed Crossing = new("front", Direction.In, 0.9);
    private static readonly DateTimeOffset Now = HubFixture.Received;

    [Fact]
    public void AHoleThatTheGatewayDoesNotHoldIsAskedForAfterAMinute()
    {
        using var hub = HubWithAHole();
        var plan = new HolePlan(new HoleOptions());

        Assert.Empty(plan.Due(hub.Ledger, Now));
        Assert.Empty(plan.Due(hub.Ledger, Now.AddSeconds(59)));
        var question = Assert.Single(plan.Due(hub.Ledger, Now.AddSeconds(60)));

        Assert.Equal([new SequenceRange(2, 4), new SequenceRange(6, 6)], question.Ranges);
    }

    [Fact]
    public void AHoleThatGetsSmallerIsABacklogOnItsWay()
    {
        using var hub = HubWithAHole();
        var plan = new HolePlan(new HoleOptions());
        plan.Due(hub.Ledger, Now);
        hub.Store(HubFixture.Message(Crossing, 3));

        Assert.Empty(plan.Due(hub.Ledger, Now.AddSeconds(60)));
        Assert.Empty(plan.Due(hub.Ledger, Now.AddSeconds(119)));
        Assert.Single(plan.Due(hub.Ledger, Now.AddSeconds(120)));
    }

    [Fact]
    public void WhatTheGatewayHoldsItSendsByItselfAndIsAskedForMuchLater()
    {
        using var hub = HubWithAHole(waiting: 4);
        var plan = new HolePlan(new HoleOptions());
        plan.Due(hub.Ledger, Now);

        Assert.Empty(plan.Due(hub.Ledger, Now.AddSeconds((60 * HolePlan.PatienceFactor) - 1)));
        Assert.Single(plan.Due(hub.Ledger, Now.AddSeconds(60 * HolePlan.PatienceFactor)));
    }

    [Fact]
    public void AnOfflineGatewayIsNotAsked()
    {
        using var hub = HubWithAHole();
        hub.Store(HubFixture.Bytes(Topics.Link("berlin-1", "gw-1"), $$"""{"online":false,"epoch":"{{HubFixture.Epoch}}","nextSequence":0,"version":""}"""));
        var plan = new HolePlan(new HoleOptions());
        plan.Due(hub.Ledger, Now);

        Assert.Empty(plan.Due(hub.Ledger, Now.AddHours(1)));
    }

    [Fact]
    public void RequestsInVainGetRarerAndNeverMoreThanTheHoursLimit()
    {
        using var hub = HubWithAHole();
        var plan = new HolePlan(new HoleOptions());
        var asked = Ask(hub, plan, TimeSpan.FromHours(4));

        Assert.Equal([1, 3, 7, 15, 31, 63, 127, 191], asked.Select(at => (int)(at - Now).TotalMinutes));

        using var other = HubWithAHole();
        var eager = Ask(other, new HolePlan(new HoleOptions { AskAfter = TimeSpan.FromSeconds(1), RequestsPerHour = 5 }), TimeSpan.FromMinutes(59));
        Assert.Equal(5, eager.Count);
    }

    [Fact]
    public void OneRequestNamesNoMoreThanAGatewayTakes()
    {
        using var hub = new HubFixture();
        hub.Store([Birth(), .. Enumerable.Range(1, 300).Select(n => HubFixture.Message(Crossing, n * 2)), HubFixture.Message(Crossing, 100_000)]);
        var plan = new HolePlan(new HoleOptions());
        plan.Due(hub.Ledger, Now);

        var question = Assert.Single(plan.Due(hub.Ledger, Now.AddMinutes(1)));
        Assert.Equal("", new ResendRequest(HubFixture.Epoch, question.Ranges).Problem());
        Assert.Equal(ResendRequest.RangesMax, question.Ranges.Count);

        using var wide = new HubFixture();
        wide.Store(Birth(), HubFixture.Message(Crossing, 100_000));
        plan = new HolePlan(new HoleOptions());
        plan.Due(wide.Ledger, Now);
        Assert.Equal([new SequenceRange(1, ResendRequest.NumbersMax)], Assert.Single(plan.Due(wide.Ledger, Now.AddMinutes(1))).Ranges);
    }

    [Fact]
    public void WhatIsGoneIsLostByTheGatewaysWordAndNoLongerMissing()
    {
        using var hub = HubWithAHole();
        Ask(hub);
        hub.Store(Answer([new SequenceRange(3, 4)], [new GoneRange(2, 2, GoneRange.Acknowledged), new GoneRange(6, 6, "size-cap")]));
        hub.Store(HubFixture.Message(Crossing, 3));
        hub.Restart();

        var account = hub.Account;
        Assert.Equal((7, 4, 1, 1, 1), (account.Produced, account.Stored, account.Lost["acknowledged"], account.Dropped["size-cap"], account.Missing));
        Assert.Equal((4, 1, 2, ""), (account.Asked!.Numbers, account.Asked.Came, account.Asked.Gone, account.Asked.Problem));
        Assert.Equal(3, account.CompleteTo);
    }

    [Fact]
    public void ALossWithoutAHoleIsItsOwnVerdict()
    {
        using var hub = HubWithAHole();
        Ask(hub);
        hub.Store(Answer([], [new GoneRange(2, 4, GoneRange.Acknowledged), new GoneRange(6, 6, GoneRange.Acknowledged)]));

        Assert.Equal("lost", hub.Report.Gateways[0].Verdict);
        Assert.Equal("4 events will never come: the gateway, asked again, has them no more.", hub.Report.Gateways[0].Sentence);
    }

    [Fact]
    public void WhatComesAfterItWasLostIsStored()
    {
        using var hub = HubWithAHole();
        Ask(hub);
        hub.Store(Answer([], [new GoneRange(2, 4, GoneRange.Acknowledged), new GoneRange(6, 6, GoneRange.Acknowledged)]));
        hub.Store(Enumerable.Range(2, 5).Select(n => HubFixture.Message(Crossing, n)));

        Assert.Equal((7, 0, "complete"), (hub.Account.Stored, hub.Account.Lost.Values.Sum(), hub.Report.Gateways[0].Verdict));
    }

    [Fact]
    public void AWordOnNumbersThatNobodyAskedForSettlesNothing()
    {
        using var hub = HubWithAHole();
        hub.Store(Answer([], [new GoneRange(1, 2_000_000_000, GoneRange.Acknowledged)]));
        Assert.Equal((4, 0), (hub.Account.Missing, hub.Account.Lost.Values.Sum()));

        Ask(hub);
        hub.Store(Answer([], [new GoneRange(1, 2_000_000_000, GoneRange.Acknowledged)]));
        Assert.Equal((7, 0, 4), (hub.Account.Produced, hub.Account.Missing, hub.Account.Lost.Values.Sum()));
    }

    [Fact]
    public void ANumberThatWasNeverGivenStaysOpen()
    {
        using var hub = HubWithAHole();
        Ask(hub);
        hub.Store(Answer([], [new GoneRange(6, 6, GoneRange.NotGiven)]));

        Assert.Equal(4, hub.Account.Missing);
        Assert.Equal("1 of these numbers have not been given to any event", hub.Account.Asked!.Problem);
    }

    [Fact]
    public void AHubWhoseClockWasAheadAsksAgainOnceItIsRight()
    {
        using var hub = HubWithAHole();
        var plan = new HolePlan(new HoleOptions { RequestsPerHour = 1 });
        var ahead = Now.AddYears(10);
        plan.Due(hub.Ledger, ahead);
        var question = Assert.Single(plan.Due(hub.Ledger, ahead.AddMinutes(1)));
        hub.Writer.Ask(question.Gateway, question.Epoch, question.Ranges, ahead.AddMinutes(1));

        plan.Due(hub.Ledger, Now);
        Assert.Empty(plan.Due(hub.Ledger, Now.AddSeconds(119)));
        Assert.Single(plan.Due(hub.Ledger, Now.AddSeconds(120)));
    }

    private static HubFixture HubWithAHole(long waiting = 0)
    {
        var hub = new HubFixture();
        hub.Store(
            Birth(), HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 5), HubFixture.Message(Crossing, 7),
            HubFixture.Bytes(
                Topics.Health("berlin-1", "gw-1"),
                $$"""{"epoch":"{{HubFixture.Epoch}}","nextSequence":8,"waiting":{{waiting}},"oldestSeconds":0,"outboxBytes":1,"dropped":0,"clock":"synchronised","uptimeSeconds":1,"version":"1","sensors":[]}"""));
        return hub;
    }

    private static EdgeGateway.Mqtt.MqttMessage Birth() => HubFixture.Bytes(
        Topics.Link("berlin-1", "gw-1"), $$"""{"online":true,"epoch":"{{HubFixture.Epoch}}","nextSequence":1,"version":"1"}""");

    private static EdgeGateway.Mqtt.MqttMessage Answer(IReadOnlyList<SequenceRange> again, IReadOnlyList<GoneRange> gone) => new()
    {
        Topic = Topics.Answer("berlin-1", "gw-1", ResendRequest.Command),
        Payload = JsonSerializer.SerializeToUtf8Bytes(new ResendAnswer(HubFixture.Epoch, again, gone, ""), EventJsonContext.Default.ResendAnswer),
    };

    private static void Ask(HubFixture hub)
    {
        var plan = new HolePlan(new HoleOptions());
        plan.Due(hub.Ledger, Now);
        var question = Assert.Single(plan.Due(hub.Ledger, Now.AddMinutes(1)));
        hub.Writer.Ask(question.Gateway, question.Epoch, question.Ranges, Now.AddMinutes(1));
    }

    private static List<DateTimeOffset> Ask(HubFixture hub, HolePlan plan, TimeSpan duration)
    {
        var asked = new List<DateTimeOffset>();
        for (var at = Now; at <= Now + duration; at += TimeSpan.FromSeconds(1))
        {
            foreach (var question in plan.Due(hub.Ledger, at))
            {
                hub.Writer.Ask(question.Gateway, question.Epoch, question.Ranges, at);
                asked.Add(at);
            }
        }

        return asked;
    }
}
