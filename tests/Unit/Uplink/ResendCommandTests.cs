using System.Text;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>The hub asks for a hole again, as it does: by a message, whose answer comes on the answer topic.</summary>
public class ResendCommandTests
{
    [Fact]
    public async Task WhatIsHereGoesAgainAndTheRestIsAccountedFor()
    {
        await using var bench = new UplinkBench(backlog: 4);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 12, "twelve events");
        bench.HubSays(3);
        var answer = await AskAsync(bench, new ResendRequest(bench.Outbox.Outbox.Epoch, [new SequenceRange(2, 5), new SequenceRange(12, 14)]));

        Assert.Equal([new SequenceRange(4, 5), new SequenceRange(12, 12)], answer.Again);
        Assert.Equal([new GoneRange(2, 3, GoneRange.Acknowledged), new GoneRange(13, 14, GoneRange.NotGiven)], answer.Gone);
        Assert.Equal("", answer.Problem);
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count >= 15, "three again", TimeSpan.FromSeconds(5));
        Assert.Equal([4, 5, 12], bench.SentSequences.Skip(12).Order());
    }

    [Fact]
    public async Task WhatWasDroppedIsAnsweredWithItsReasonAndTheLedgersLineGoesAgain()
    {
        await using var bench = new UplinkBench(backlog: 1, prepare: broker =>
            broker.Puback = (topic, _) => topic.EndsWith("door.crossed", StringComparison.Ordinal) ? ReasonCode.PacketTooLarge : ReasonCode.Success);
        await UplinkBench.Eventually(() => bench.Pump.Status.Refused == 1, "one refused");
        bench.Outbox.Run();
        await bench.EventuallyWithTime(() => bench.Pump.Status.Delivered == 3, "the ledger's line as well", TimeSpan.FromSeconds(5));
        var answer = await AskAsync(bench, new ResendRequest(bench.Outbox.Outbox.Epoch, [new SequenceRange(1, 3)]));

        Assert.Equal([new GoneRange(2, 2, DropReasons.Refused)], answer.Gone);
        await bench.EventuallyWithTime(() => bench.SentSequences.Count(number => number == 4) == 2, "the line again", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task WhatCannotBeReadIsNotCalledGone()
    {
        await using var bench = new UplinkBench(backlog: 4);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 12, "twelve events");
        bench.Outbox.Store.ReadFails = _ => true;
        var answer = await AskAsync(bench, new ResendRequest(bench.Outbox.Outbox.Epoch, [new SequenceRange(3, 7)]));

        Assert.Empty(answer.Gone);
        Assert.Contains("cannot be read", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherEpochIsAnsweredSo()
    {
        await using var bench = new UplinkBench(backlog: 1);
        var answer = await AskAsync(bench, new ResendRequest(Guid.NewGuid(), [new SequenceRange(1, 1)]));

        Assert.Empty(answer.Again);
        Assert.Contains($"is in epoch {bench.Outbox.Outbox.Epoch}", answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a request has 1 to 65536 bytes")]
    [InlineData("null", "the request is null")]
    [InlineData("{", "the request cannot be read")]
    [InlineData("{\"\\ud800xxx\":1}", "the request cannot be read")]
    [InlineData("{\"epoch\":\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\"}", "the request cannot be read")]
    [InlineData("{\"epoch\":\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\",\"ranges\":null}", "the request cannot be read")]
    [InlineData("{\"epoch\":\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\",\"ranges\":[{\"first\":1,\"last\":2147483647}]}", "at most 16384 numbers")]
    [InlineData("{\"epoch\":\"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee\",\"ranges\":[{\"first\":9,\"last\":2}]}", "9 to 2 is no range")]
    public async Task GarbageIsAnsweredWithWhatIsWrong(string payload, string problem)
    {
        await using var bench = new UplinkBench(backlog: 1);
        var answer = await AskAsync(bench, Encoding.UTF8.GetBytes(payload), Topics.Answer("berlin-1", "gw-1", "resend"));

        Assert.Contains(problem, answer.Problem, StringComparison.Ordinal);
        Assert.Empty(answer.Again);
    }

    [Fact]
    public async Task NobodyCanMakeTheGatewayPublishElsewhere()
    {
        await using var bench = new UplinkBench(backlog: 1);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 3, "three events");
        Ask(bench, "{}"u8.ToArray(), "edge/v1/berlin-2/gw-1/event/door.crossed");
        await bench.EventuallyWithTime(() => bench.Said.Any(one => one.Sentence.Contains("there is none", StringComparison.Ordinal)), "a sentence", TimeSpan.FromSeconds(5));

        Assert.All(bench.Broker.Messages, message => Assert.StartsWith("edge/v1/berlin-1/gw-1/", message.Topic, StringComparison.Ordinal));
    }

    private static Task<ResendAnswer> AskAsync(UplinkBench bench, ResendRequest request) => AskAsync(
        bench, JsonSerializer.SerializeToUtf8Bytes(request, EventJsonContext.Default.ResendRequest), Topics.Answer("berlin-1", "gw-1", "resend"));

    private static async Task<ResendAnswer> AskAsync(UplinkBench bench, byte[] payload, string responseTopic)
    {
        await UplinkBench.Eventually(() => bench.Broker.Messages.Count >= 2, "birth and health");
        Ask(bench, payload, responseTopic);
        await bench.EventuallyWithTime(() => bench.Broker.Messages.Any(message => message.Topic == responseTopic), "an answer", TimeSpan.FromSeconds(5));
        var message = bench.Broker.Messages.Single(message => message.Topic == responseTopic);
        Assert.Equal("7"u8.ToArray(), message.CorrelationData.ToArray());
        Assert.False(message.Retain);
        return JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.ResendAnswer)!;
    }

    private static void Ask(UplinkBench bench, byte[] payload, string responseTopic) => bench.Broker.Send(new MqttMessage
    {
        Topic = Topics.Command("berlin-1", "gw-1", "resend"),
        Payload = payload,
        ResponseTopic = responseTopic,
        CorrelationData = "7"u8.ToArray(),
    });
}
