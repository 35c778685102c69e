using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Unit.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>The outbox begins a new epoch while the uplink still speaks for the old one.</summary>
public sealed class EpochChangeTests
{
    [Fact]
    public async Task NoBirthGivesTheOldEpochTheNumbersOfTheNewOne()
    {
        await using var bench = new UplinkBench(
            prepare: broker => broker.Answers.Enqueue(new MqttConnection(ReasonCode.ServerUnavailable, "away")), backlog: 1);
        var old = bench.Outbox.Outbox.Epoch;
        await UplinkBench.Eventually(() => bench.Said.Count > 0, "a failed connection");
        BeginEpoch(bench.Outbox);
        for (var i = 0; i < 50; i++)
        {
            bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        }

        await bench.EventuallyWithTime(
            () => Births(bench).Any(link => link.Online && link.Epoch == bench.Outbox.Outbox.Epoch), "a birth of the new epoch", TimeSpan.FromMinutes(5));
        Assert.All(Births(bench).Where(link => link.Online && link.Epoch == old), link => Assert.InRange(link.NextSequence, 0, 4));
    }

    [Fact]
    public void WhatAnOutboxThatIsBeingGivenUpHeldIsNotAnsweredAsGone()
    {
        using var bench = new OutboxBench();
        for (var i = 0; i < 10; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        var old = bench.Outbox.Epoch;
        var state = new UplinkState(
            new UplinkOptions { Servers = [new Uri("mqtt://broker.example")], Store = "berlin-1", Gateway = "gw-1" },
            bench.Outbox, new UplinkCounters(), TimeSpan.Zero, _ => { });
        BeginEpoch(bench);
        for (var i = 0; i < 20; i++)
        {
            bench.Append(bench.Drafts.Visit());
        }

        var answer = state.Resend(JsonSerializer.SerializeToUtf8Bytes(new ResendRequest(old, [new SequenceRange(1, 10)]), EventJsonContext.Default.ResendRequest));
        Assert.Empty(answer.Gone);
        Assert.Contains("begun another epoch", answer.Problem, StringComparison.Ordinal);
    }

    private static void BeginEpoch(OutboxBench bench)
    {
        bench.Store.Trouble = StoreTrouble.Damaged;
        bench.Append(bench.Drafts.Visit());
        bench.Run();
    }

    private static List<LinkState> Births(UplinkBench bench) =>
        [.. bench.Broker.Messages.Where(message => message.Topic == Topics.Link("berlin-1", "gw-1"))
            .Select(message => JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.LinkState)!)];
}
