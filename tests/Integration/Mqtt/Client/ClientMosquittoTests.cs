using System.Text;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Our client against a real mosquitto.</summary>
public class ClientMosquittoTests
{
    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public async Task ThousandsArriveOnceAndInOrder(QualityOfService qos)
    {
        // Above its queue limits mosquitto drops; here everything is to arrive.
        await using var mosquitto = await MosquittoBroker.StartAsync("allow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 50");
        var (subscriber, owner, _) = await mosquitto.ConnectAsync("sub");
        await using var publisher = (await mosquitto.ConnectAsync("pub")).Client;
        Assert.Equal((ReasonCode)qos, await subscriber.SubscribeAsync("many/#", qos, CancellationToken.None));
        for (var tag = 0; tag < 3000; tag++)
            await publisher.PublishAsync("many/x", Encoding.UTF8.GetBytes($"{tag}"), qos, retain: false, tag, CancellationToken.None);

        for (var tag = 0; tag < 3000; tag++)
        {
            var message = await owner.NextMessageAsync();
            Assert.Equal($"{tag}", Encoding.UTF8.GetString(message.Payload.Span));
            Assert.Equal(qos, message.Qos);
        }

        Assert.False(owner.HasMoreMessages);
        await subscriber.DisposeAsync();
        Assert.Equal(ReasonCode.Success, owner.Disconnections.Single().Reason);
    }

    [Fact]
    public async Task EveryPropertyArrives()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (client, owner, _) = await mosquitto.ConnectAsync("both");
        await using var closing = client;
        await client.SubscribeAsync("p", QualityOfService.ExactlyOnce, CancellationToken.None);
        var sent = new MqttMessage
        {
            Topic = "p",
            Payload = "{}"u8.ToArray(),
            Qos = QualityOfService.ExactlyOnce,
            ContentType = "application/json",
            ResponseTopic = "answers/here",
            CorrelationData = new byte[] { 1, 2 },
            Expiry = TimeSpan.FromHours(1),
            UserProperties = [new("store", "köln-1"), new("store", "again")],
        };

        Assert.Equal(ReasonCode.Success, await client.PublishAsync(sent, CancellationToken.None));
        var got = await owner.NextMessageAsync();
        Assert.Equal(sent.UserProperties, got.UserProperties);
        Assert.Equal(sent.CorrelationData.ToArray(), got.CorrelationData.ToArray());
        Assert.Equal((sent.ContentType, sent.ResponseTopic, sent.Expiry), (got.ContentType, got.ResponseTopic, got.Expiry));
    }

    [Fact]
    public async Task NobodyListeningIsAReasonAndNotAnError()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        await using var client = (await mosquitto.ConnectAsync("pub")).Client;

        Assert.Equal(ReasonCode.NoMatchingSubscribers, await client.PublishAsync(new MqttMessage { Topic = "nobody" }, CancellationToken.None));
    }

    [Fact]
    public async Task ARetainedMessageWaitsForSubscribers()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        await using var publisher = (await mosquitto.ConnectAsync("pub")).Client;
        await publisher.PublishAsync(new MqttMessage { Topic = "state", Payload = "on"u8.ToArray(), Retain = true }, CancellationToken.None);
        var (subscriber, owner, _) = await mosquitto.ConnectAsync("sub");
        await using var closing = subscriber;
        await subscriber.SubscribeAsync("state", QualityOfService.AtLeastOnce, CancellationToken.None);

        var message = await owner.NextMessageAsync();
        Assert.True(message.Retain);
        Assert.Equal("on"u8.ToArray(), message.Payload.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheWillSpeaksOnlyWhenItShould(bool sendWill)
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (watcher, owner, _) = await mosquitto.ConnectAsync("watch");
        await using var closing = watcher;
        await watcher.SubscribeAsync("link/#", QualityOfService.AtLeastOnce, CancellationToken.None);
        var will = new MqttMessage { Topic = "link/gw", Payload = "offline"u8.ToArray(), Expiry = TimeSpan.FromHours(1) };
        var (client, _, _) = await mosquitto.ConnectAsync("gw", options => options with { Will = will });

        await client.DisconnectAsync(sendWill, CancellationToken.None);
        await watcher.PublishAsync(new MqttMessage { Topic = "link/end" }, CancellationToken.None);
        Assert.Equal(sendWill ? "link/gw" : "link/end", (await owner.NextMessageAsync()).Topic);
    }

    [Fact]
    public async Task ASessionKeepsWhatCameWhileItsClientWasAway()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (client, _, first) = await mosquitto.ConnectAsync("hub");
        Assert.False(first.SessionPresent);
        await client.SubscribeAsync("e", QualityOfService.AtLeastOnce, CancellationToken.None);
        await client.DisconnectAsync(sendWill: false, CancellationToken.None);
        await using var publisher = (await mosquitto.ConnectAsync("pub")).Client;
        await publisher.PublishAsync(new MqttMessage { Topic = "e", Payload = "1"u8.ToArray() }, CancellationToken.None);

        var owner = new RecordingReceiver();
        var again = await client.ConnectAsync(mosquitto.Options("hub"), owner, CancellationToken.None);
        await using var closing = client;
        Assert.True(again.SessionPresent);
        Assert.Equal("1"u8.ToArray(), (await owner.NextMessageAsync()).Payload.ToArray());
    }

    [Fact]
    public async Task SharedSubscribersDivideTheMessages()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (first, one, _) = await mosquitto.ConnectAsync("one");
        var (second, two, _) = await mosquitto.ConnectAsync("two");
        await first.SubscribeAsync("$share/hub/e/#", QualityOfService.AtLeastOnce, CancellationToken.None);
        await second.SubscribeAsync("$share/hub/e/#", QualityOfService.AtLeastOnce, CancellationToken.None);
        await using var publisher = (await mosquitto.ConnectAsync("pub")).Client;
        for (var i = 0; i < 100; i++)
            await publisher.PublishAsync(new MqttMessage { Topic = $"e/{i}" }, CancellationToken.None);

        var topics = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            topics.Add((await one.NextMessageAsync()).Topic);
            topics.Add((await two.NextMessageAsync()).Topic);
        }

        Assert.Equal(100, topics.Count);
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task UnsubscribedMeansSilence()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (client, owner, _) = await mosquitto.ConnectAsync("both");
        await using var closing = client;
        await client.SubscribeAsync("a", QualityOfService.AtLeastOnce, CancellationToken.None);
        await client.SubscribeAsync("b", QualityOfService.AtLeastOnce, CancellationToken.None);
        Assert.Equal(ReasonCode.Success, await client.UnsubscribeAsync("a", CancellationToken.None));
        Assert.Equal(ReasonCode.NoSubscriptionExisted, await client.UnsubscribeAsync("a", CancellationToken.None));

        await client.PublishAsync(new MqttMessage { Topic = "a" }, CancellationToken.None);
        await client.PublishAsync(new MqttMessage { Topic = "b" }, CancellationToken.None);
        Assert.Equal("b", (await owner.NextMessageAsync()).Topic);
    }

    [Fact]
    public async Task TheBrokersReceiveMaximumIsTheWindow()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync("allow_anonymous true\nmax_inflight_messages 5");
        var (client, owner, answer) = await mosquitto.ConnectAsync("pub");
        await using var closing = client;
        Assert.Equal(5, answer.ReceiveMaximum);
        Assert.Equal(5, client.SendQuota);
        for (var tag = 0; tag < 1000; tag++)
            await client.PublishAsync("a", new byte[10], QualityOfService.AtLeastOnce, retain: false, tag, CancellationToken.None);
        for (var tag = 0; tag < 1000; tag++) Assert.Equal(tag, (await owner.NextPublishedAsync()).Tag);

        Assert.Empty(owner.Disconnections);
        Assert.Equal(5, client.SendQuota);
    }

    [Fact]
    public async Task AMessageAboveTheBrokersSizeIsRefusedHereAndTheRestGoesOn()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync("allow_anonymous true\nmax_packet_size 1000");
        var (client, _, answer) = await mosquitto.ConnectAsync("pub");
        await using var closing = client;
        Assert.Equal(1000u, answer.PacketBytesMax);
        var large = new MqttMessage { Topic = "a", Payload = new byte[1000] };

        var refusal = await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(large, CancellationToken.None));
        Assert.Equal(ReasonCode.PacketTooLarge, refusal.Reason);
        Assert.Equal("The message has 1009 bytes as a packet, the broker takes 1000.", refusal.Message);
        Assert.True(await client.PublishAsync(large with { Payload = new byte[900] }, CancellationToken.None) < ReasonCode.UnspecifiedError);
    }

    [Fact]
    public async Task AKilledBrokerIsNoticedOnce()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        var (client, owner, _) = await mosquitto.ConnectAsync("gw");
        mosquitto.Kill();

        await owner.EndAsync();
        await client.DisposeAsync();
        Assert.Single(owner.Disconnections);
    }
}
