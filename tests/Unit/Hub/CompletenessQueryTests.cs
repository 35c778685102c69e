using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Hub.Http;
using EdgeGateway.Hub.Insights;
using Microsoft.AspNetCore.Http;

namespace EdgeGateway.Tests.Unit.Hub;

public class CompletenessQueryTests
{
    private static readonly DoorCrossed Crossing = new("front", Direction.In, 0.9);

    [Theory]
    [InlineData("?from=yesterday", "from is not a day like 2026-03-31")]
    [InlineData("?to=2026-13-01", "to is not a day like 2026-03-31")]
    [InlineData("?from=0001-01-01", "from is not a day like 2026-03-31")]
    [InlineData("?from=2026-11-30&to=2026-11-01", "from 2026-11-30 is after to 2026-11-01")]
    [InlineData("?from=2025-01-01&to=2026-11-01", "from 2025-01-01 to 2026-11-01 is more than 400 days; ask for less at a time")]
    [InlineData("?gateway=GW%201", "gateway is not a name: 1 to 64 of a-z, 0-9 and '-'")]
    [InlineData("?store=../etc", "store is not a name: 1 to 64 of a-z, 0-9 and '-'")]
    [InlineData("?limit=0", "limit is not a number from 1 to 1000")]
    [InlineData("?limit=many", "limit is not a number from 1 to 1000")]
    [InlineData("?after=berlin-1", "after is not a gateway like berlin-1/gw-1")]
    public void ABadQuestionIsAnsweredWithWhatIsWrong(string text, string problem)
    {
        var (query, _) = Read(text);

        Assert.Equal(problem, query.Problem);
    }

    [Fact]
    public void WithoutDaysItIsTheLastForty()
    {
        var (query, wanted) = Read("");

        Assert.Null(query.Problem);
        Assert.Equal((new DateOnly(2026, 10, 24), new DateOnly(2026, 12, 2)), (wanted.From, wanted.To));
    }

    [Fact]
    public void FromAloneGoesOnFromThere() =>
        Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 9)), Days("?from=2025-01-01"));

    [Fact]
    public void ToAloneEndsThere() => Assert.Equal((new DateOnly(2025, 1, 1), new DateOnly(2025, 2, 9)), Days("?to=2025-02-09"));

    [Fact]
    public void OnlyTheDaysAndTheGatewayAskedForAreTold()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 2, minutes: 1440), HubFixture.Message(Crossing, 3, minutes: 2880),
            HubFixture.Message(Crossing, 1, gateway: "gw-2"));

        var report = Ask(hub, "?from=2026-11-23&to=2026-11-23&gateway=gw-1&store=berlin-1");

        Assert.Equal("2026-11-23", $"{Assert.Single(Assert.Single(report.Gateways).Days).Day:yyyy-MM-dd}");
        Assert.Empty(Ask(hub, "?store=hamburg-1").Gateways);
    }

    [Fact]
    public void PagesCoverEveryGatewayOnce()
    {
        using var hub = new HubFixture();
        hub.Store(Enumerable.Range(1, 25).Select(n => HubFixture.Message(Crossing, 1, gateway: $"gw-{n}")));
        var (names, next) = (new List<string>(), "");
        do
        {
            var page = Ask(hub, $"?limit=10{(next.Length > 0 ? "&after=" + next : "")}");
            names.AddRange(page.Gateways.Select(gateway => gateway.Gateway));
            Assert.Equal(25, page.Verdicts["complete"]);
            next = page.Next ?? "";
        }
        while (next.Length > 0);

        Assert.Equal(25, names.Distinct().Count());
        Assert.Equal(25, names.Count);
    }

    [Fact]
    public async Task AnAuditorGetsALinePerGatewayAndDay()
    {
        using var hub = new HubFixture();
        hub.Store(
            HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 4, minutes: 1440),
            HubFixture.Message(new GatewayDropped("size-cap", EventLane.Traffic, 1, HubFixture.Epoch, [new SequenceRange(3, 3)]), 5, minutes: 1440));
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;

        await CompletenessCsv.WriteAsync(context.Response, hub.Ledger, CompletenessQuery.Of(HubFixture.Received), CancellationToken.None);

        var lines = Encoding.UTF8.GetString(body.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("store,gateway,day,verdict,produced", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            ["berlin-1,gw-1,2026-11-22,complete,1,1,0,0,,0,,0,,0,1,0,0", "berlin-1,gw-1,2026-11-23,missing,4,2,0,1,size-cap:1,0,,1,2..2,0,2,0,0"], lines[1..]);
    }

    [Fact]
    public void WhatWaitsAtTheGatewayIsOnItsWayAndItsAgeIsSaid()
    {
        using var hub = new HubFixture();
        hub.Store(HubFixture.Message(Crossing, 1), HubFixture.Message(Crossing, 9), HubFixture.Bytes(
            Topics.Health("berlin-1", "gw-1"),
            $$"""{"epoch":"{{HubFixture.Epoch}}","nextSequence":10,"waiting":8,"oldestSeconds":3600,"outboxBytes":1,"dropped":0,"clock":"synchronised","uptimeSeconds":1,"version":"1","sensors":[]}"""));

        var gateway = hub.Report.Gateways[0];
        Assert.Equal(("on-the-way", HubFixture.Received.AddHours(-1), 8), (gateway.Verdict, gateway.OldestUnsent, gateway.Waiting));
        Assert.Equal("on-the-way", Assert.Single(gateway.Days).Verdict);
        Assert.Equal("7 events wait at the gateway and are on their way.", gateway.Sentence);
    }

    private static (DateOnly From, DateOnly To) Days(string text) => Read(text).Wanted is var wanted ? (wanted.From, wanted.To) : default;

    private static CompletenessReport Ask(HubFixture hub, string text) => CompletenessAnalysis.Report(hub.Ledger, Read(text).Wanted, HubFixture.Received);

    private static (RequestQuery Query, CompletenessQuery Wanted) Read(string text)
    {
        var query = new RequestQuery(new DefaultHttpContext { Request = { QueryString = new QueryString(text) } });
        return (query, CompletenessQuery.Of(query, HubFixture.Received));
    }
}
