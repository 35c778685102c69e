using System.Text;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class UplinkPumpTests
{
    [Fact]
    public async Task BirthComesFirstAndALastWillIsLeft()
    {
        await using var bench = new UplinkBench();
        await UplinkBench.Eventually(() => bench.Broker.Messages.Count >= 2, "birth and health");

        var birth = bench.Broker.Messages[0];
        Assert.Equal((Topics.Link("berlin-1", "gw-1"), true), (birth.Topic, birth.Retain));
        Assert.Contains("\"online\":true", Encoding.UTF8.GetString(birth.Payload.Span));
        Assert.Contains("\"online\":false", Encoding.UTF8.GetString(bench.Broker.Connects[0].Will!.Payload.Span));
        Assert.Contains(bench.Broker.Messages, message => message.Topic == Topics.Health("berlin-1", "gw-1") && message.Retain);
    }

    [Fact]
    public async Task ACleanStopSaysOffline()
    {
        await using var bench = new UplinkBench();
        await UplinkBench.Eventually(() => bench.Broker.Messages.Count >= 2, "birth and health");
        await bench.StopAsync();

        Assert.Contains("\"online\":false", Encoding.UTF8.GetString(bench.Broker.Messages[^1].Payload.Span));
    }

    [Fact]
    public async Task EventsGoOutUnchangedOnTheirTopic()
    {
        await using var bench = new UplinkBench(backlog: 1);
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 3, "three events");

        foreach (var (topic, payload, tag) in bench.Broker.Events)
        {
            Assert.True(EventJson.TryRead(payload, out var read, out var problem), problem);
            Assert.Equal((Topics.Event("berlin-1", "gw-1", read.Type), read.Sequence), (topic, tag));
        }
    }

    [Fact]
    public async Task BacklogGoesVisitsFirst()
    {
        await using var bench = new UplinkBench(backlog: 4);
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 12, "twelve events");

        Assert.Equal([3, 6, 9, 12, 2, 5, 8, 11, 1, 4, 7, 10], bench.SentSequences);
    }

    [Fact]
    public async Task AnArrivalPassesTheBacklog()
    {
        var sent = 0;
        await using var bench = new UplinkBench(backlog: 500, whenEventsAreSent: one =>
        {
            // After ten events the gateway has something new to say.
            if (Interlocked.Increment(ref sent) == 10)
            {
                one.Outbox.Append(one.Outbox.Drafts.Health());
            }
        });
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 1501, "all events");

        Assert.Equal(1501, bench.SentSequences.ElementAt(10));
    }

    [Fact]
    public async Task AnArrivalDuringAShortOutagePassesTheBacklogOfALongOne()
    {
        await using var bench = new UplinkBench(
            prepare: broker => broker.Answers.Enqueue(new MqttConnection(ReasonCode.ServerUnavailable, "away")), backlog: 3);
        await UplinkBench.Eventually(() => bench.Said.Count > 0, "a failed connection");
        bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count == 10, "ten events", TimeSpan.FromSeconds(25));

        Assert.Equal(10, bench.SentSequences.First());
    }

    [Fact]
    public async Task TheHubsWordRemoves()
    {
        await using var bench = new UplinkBench(backlog: 2);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 6, "all delivered");
        Assert.Equal(6, bench.Outbox.Outbox.Status.Waiting);

        bench.HubSays(6);
        bench.Outbox.RunAfter(TimeSpan.FromSeconds(1));
        Assert.Equal(0, bench.Outbox.Outbox.Status.Waiting);
        Assert.Equal(6, bench.Pump.Status.HubAcknowledged);
    }

    [Fact]
    public async Task WithPolicyBrokerThePubackRemoves()
    {
        await using var bench = new UplinkBench(options => options with { RemoveOn = RemovePolicy.Broker }, backlog: 2);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 6, "all delivered");
        bench.Outbox.RunAfter(TimeSpan.FromSeconds(1));

        Assert.Equal(0, bench.Outbox.Outbox.Status.Waiting);
    }

    [Fact]
    public async Task AWordAboutAnotherEpochRemovesNothing()
    {
        await using var bench = new UplinkBench(backlog: 1, prepare: broker => broker.Retained = UplinkBench.Ack(Guid.NewGuid(), 1000));
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 3, "all delivered");
        bench.Outbox.RunAfter(TimeSpan.FromSeconds(1));

        Assert.Equal(3, bench.Outbox.Outbox.Status.Waiting);
    }

    [Fact]
    public async Task GarbageInPlaceOfTheHubsWordChangesNothing()
    {
        await using var bench = new UplinkBench(backlog: 1);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 3, "all delivered");
        foreach (var garbage in (string[])["", "null", "{", "{\"epoch\":7}", "{\"\\ud800xxx\":1}", new string('x', 5000)])
        {
            bench.Broker.Send(new MqttMessage { Topic = Topics.StoredAck("berlin-1", "gw-1"), Payload = Encoding.UTF8.GetBytes(garbage) });
        }

        bench.HubSays(3);
        Assert.Equal(3, bench.Pump.Status.HubAcknowledged);
    }

    [Fact]
    public async Task AfterABrokenLinkOnlyWhatHadNoPubackGoesAgain()
    {
        await using var bench = new UplinkBench(backlog: 4, prepare: broker =>
        {
            broker.Puback = (_, payload) => Encoding.UTF8.GetString(payload).Contains("door.crossed", StringComparison.Ordinal) ? null : ReasonCode.Success;
            broker.Answers.Enqueue(new MqttConnection(ReasonCode.Success, ""));
            broker.Answers.Enqueue(new MqttConnection(ReasonCode.Success, "", SessionPresent: true));
        });
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 12, "twelve events");
        bench.Broker.Cut();
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count >= 16, "the four again", TimeSpan.FromSeconds(10));

        Assert.Equal([2, 5, 8, 11], bench.SentSequences.Skip(12));
        Assert.Equal(4, bench.Pump.Status.Resent);
        Assert.Contains(bench.Said, one => one.Kind == UplinkEventKind.Lost && one.Sentence.Contains("next try in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithTheSessionLostEverythingTheHubHasNotAcknowledgedGoesAgain()
    {
        await using var bench = new UplinkBench(backlog: 4);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 12, "twelve events");
        bench.HubSays(6);
        bench.Broker.Cut();
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count >= 18, "six again", TimeSpan.FromSeconds(10));

        Assert.Equal([9, 12, 8, 11, 7, 10], bench.SentSequences.Skip(12));
    }

    [Fact]
    public async Task AHoleAtTheHubIsSentAgain()
    {
        await using var bench = new UplinkBench(backlog: 4);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 12, "twelve events");
        bench.HubSays(10);
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count >= 14, "the last two again", TimeSpan.FromMinutes(2));

        Assert.Equal([11, 12], bench.SentSequences.Skip(12).Order());
        Assert.Contains(bench.Said, one => one.Kind == UplinkEventKind.Disagreement);
    }

    [Fact]
    public async Task AHubThatGoesBackIsSaidAndGetsWhatIsStillHere()
    {
        await using var bench = new UplinkBench(backlog: 2);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 6, "six events");
        bench.HubSays(4);
        bench.HubSays(1);
        await UplinkBench.Eventually(() => bench.Broker.Events.Count >= 8, "five and six again");

        Assert.Contains(bench.Said, one => one.Sentence.Contains("gone back from 4 to 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AHubThatKnowsMoreThanWeEverGaveMakesANewEpoch()
    {
        await using var bench = new UplinkBench(backlog: 1);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 3, "three events");
        var epoch = bench.Outbox.Outbox.Epoch;
        bench.HubSays(900);
        bench.Outbox.Run();
        Assert.NotEqual(epoch, bench.Outbox.Outbox.Epoch);

        bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        // The three have numbers that the hub knows as other events: they go again under new ones.
        await bench.EventuallyWithTime(() => bench.Broker.Events.Count == 7, "four of the new epoch", TimeSpan.FromSeconds(60));
        Assert.Equal([1, 2, 3, 4], bench.SentSequences.Skip(3).Order());
    }

    [Fact]
    public async Task NobodyListeningPausesAndLosesNothing()
    {
        var hubIsThere = false;
        await using var bench = new UplinkBench(backlog: 3, prepare: broker =>
            broker.Puback = (_, _) => Volatile.Read(ref hubIsThere) ? ReasonCode.Success : ReasonCode.NoMatchingSubscribers);
        await UplinkBench.Eventually(() => bench.Said.Any(one => one.Kind == UplinkEventKind.Paused), "a pause");
        Volatile.Write(ref hubIsThere, true);
        await bench.EventuallyWithTime(() => bench.Pump.Status.Delivered == 9, "all nine", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task AnEventTheBrokerNeverTakesIsSetAsideAndTheOthersGoOn()
    {
        await using var bench = new UplinkBench(backlog: 2, prepare: broker =>
            broker.Puback = (topic, _) => topic.EndsWith("door.crossed", StringComparison.Ordinal) ? ReasonCode.PacketTooLarge : ReasonCode.Success);
        await UplinkBench.Eventually(() => bench.Pump.Status.Delivered == 4 && bench.Pump.Status.Refused == 2, "four delivered, two refused");
        bench.Outbox.Run();

        Assert.Equal(2, bench.Outbox.Outbox.Status.Dropped[DropReasons.Refused]);
        Assert.Equal([2, 5], bench.Outbox.Ledger().SelectMany(dropped => dropped.Ranges).Select(range => range.First));
    }

    [Fact]
    public async Task AnEventLongerThanTheBrokersLimitIsNotEvenTried()
    {
        await using var bench = new UplinkBench(backlog: 1, prepare: broker =>
            broker.Answers.Enqueue(new MqttConnection(ReasonCode.Success, "", PacketBytesMax: 100)));
        await UplinkBench.Eventually(() => bench.Pump.Status.Refused == 3, "three refused");

        Assert.Empty(bench.Broker.Events);
    }

    [Fact]
    public async Task AWrongPasswordIsTriedSlowlyAndNamesTheKey()
    {
        await using var bench = new UplinkBench(prepare: broker =>
            broker.Answers.Enqueue(new MqttConnection(ReasonCode.BadUserNameOrPassword, "broker.example refused us: bad user name or password")));
        await UplinkBench.Eventually(() => bench.Said.Count == 1, "a refusal");

        Assert.Equal(UplinkEventKind.Refused, bench.Said[0].Kind);
        Assert.Contains("uplink.passwordFile", bench.Said[0].Sentence);
        Assert.Contains("next try in 300 s", bench.Said[0].Sentence);
        await bench.EventuallyWithTime(() => bench.Pump.Status.Connected, "connected at last", TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task TheNextServerInTheListIsTried()
    {
        await using var bench = new UplinkBench(
            options => options with { Servers = [new Uri("mqtt://one.example"), new Uri("mqtt://two.example")] },
            broker => broker.Answers.Enqueue(new MqttConnection(ReasonCode.ServerUnavailable, "no route to one.example")));
        await bench.EventuallyWithTime(() => bench.Pump.Status.Connected, "connected", TimeSpan.FromSeconds(10));

        Assert.Equal(["one.example", "two.example"], bench.Broker.Connects.Select(options => options.Server.Host));
    }

    [Fact]
    public async Task HealthIsRenewed()
    {
        await using var bench = new UplinkBench();
        await bench.EventuallyWithTime(
            () => bench.Broker.Messages.Count(message => message.Topic == Topics.Health("berlin-1", "gw-1")) >= 3, "three reports", TimeSpan.FromSeconds(100));

        var report = JsonSerializer.Deserialize(bench.Broker.Messages[^1].Payload.Span, EventJsonContext.Default.HealthReport);
        Assert.Equal("test", report!.Version);
    }
}
