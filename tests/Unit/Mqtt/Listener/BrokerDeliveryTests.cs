using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;
using static EdgeGateway.Mqtt.QualityOfService;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class BrokerDeliveryTests
{
    private readonly InMemoryBroker room = new();

    [Fact]
    public void AMessageArrivesWithTheLowerOfBothQos()
    {
        var subscriber = Subscribed("a/+", AtLeastOnce);
        var publisher = room.Connect("p");
        publisher.Publish("a/1", "zero");
        publisher.Publish("a/2", "one", AtLeastOnce, 1);
        publisher.Publish("a/3", "two", ExactlyOnce, 2);

        Assert.Equal(["PUBLISH a/1 q0 zero", "PUBLISH a/2 q1 id1 one", "PUBLISH a/3 q1 id2 two"], subscriber.Take());
        Assert.Equal(["CONNACK Success", "PUBACK 1 Success", "PUBREC 2 Success"], publisher.Take());
    }

    [Fact]
    public void APublisherIsToldThatNobodyListens()
    {
        var publisher = room.Connect("p");
        publisher.Publish("a", "x", AtLeastOnce, 1);

        Assert.Equal(["CONNACK Success", "PUBACK 1 NoMatchingSubscribers"], publisher.Take());
    }

    [Fact]
    public void QoS2IsPassedOnOnceHoweverOftenItIsRepeated()
    {
        var subscriber = Subscribed("a", ExactlyOnce);
        var publisher = room.Connect("p");
        publisher.Publish("a", "x", ExactlyOnce, 5);
        publisher.Publish("a", "x", ExactlyOnce, 5);
        publisher.Acknowledge(PacketType.Pubrel, 5);
        publisher.Acknowledge(PacketType.Pubrel, 5);
        publisher.Publish("a", "y", ExactlyOnce, 5);

        Assert.Equal(["x", "y"], subscriber.TakePayloads());
        Assert.Equal(
            ["CONNACK Success", "PUBREC 5 Success", "PUBREC 5 Success", "PUBCOMP 5 Success", "PUBCOMP 5 PacketIdentifierNotFound", "PUBREC 5 Success"],
            publisher.Take());
    }

    [Fact]
    public void QoS2ToASubscriberIsFinishedInFourSteps()
    {
        var subscriber = Subscribed("a", ExactlyOnce);
        room.Connect("p").Publish("a", "x", ExactlyOnce, 5);
        Assert.Equal(["PUBLISH a q2 id1 x"], subscriber.Take());
        subscriber.Acknowledge(PacketType.Pubrec, 1);
        Assert.Equal(["PUBREL 1 Success"], subscriber.Take());
        subscriber.Acknowledge(PacketType.Pubcomp, 1);

        Assert.Equal(0, room.Broker.QueuedBytes);
        Assert.Equal(0, room.Broker.Sessions["s"].Outbound.InflightCount);
    }

    [Fact]
    public void OverlappingSubscriptionsGiveOneMessageWithAllIdentifiersAndTheHighestQos()
    {
        var subscriber = Subscribed("a/#", AtMostOnce, identifier: 3);
        subscriber.Subscribe("a/+", AtLeastOnce, identifier: 9);
        subscriber.Take();
        room.Connect("p").Publish("a/1", "x", ExactlyOnce, 1);

        Assert.Equal(["PUBLISH a/1 q1 id1 SubscriptionIdentifier=3 SubscriptionIdentifier=9 x"], subscriber.Take());
    }

    [Fact]
    public void NoLocalKeepsOnesOwnMessagesAway()
    {
        var client = room.Connect("c");
        client.Subscribe("a", AtLeastOnce, options: 0x04);
        client.Take();
        client.Publish("a", "own", AtMostOnce);
        room.Connect("p").Publish("a", "other");

        Assert.Equal(["other"], client.TakePayloads());
    }

    [Theory]
    [InlineData(0x00, "PUBLISH a q0 x")]
    [InlineData(0x08, "PUBLISH a q0 retain x")]
    public void RetainAsPublishedKeepsTheFlag(byte options, string expected)
    {
        var subscriber = room.Connect("s");
        subscriber.Subscribe("a", options: options);
        subscriber.Take();
        room.Connect("p").Publish("a", "x", retain: true);

        Assert.Equal([expected], subscriber.Take());
    }

    [Fact]
    public void RetainedMessagesComeWithTheSubscriptionUntilAnEmptyOneRemovesThem()
    {
        var publisher = room.Connect("p");
        publisher.Publish("state/1", "on", AtLeastOnce, 1, retain: true);
        publisher.Publish("state/2", "off", AtLeastOnce, 2, retain: true);
        publisher.Publish("state/1", "", AtLeastOnce, 3, retain: true);
        var subscriber = room.Connect("s");
        subscriber.Subscribe("state/#", AtLeastOnce);

        Assert.Equal(["CONNACK Success", "SUBACK GRANTEDQOS1", "PUBLISH state/2 q1 id1 retain off"], subscriber.Take());
    }

    [Theory]
    [InlineData(0x00, 1, 1)]
    [InlineData(0x10, 1, 0)]
    [InlineData(0x20, 0, 0)]
    public void RetainHandlingDecidesWhatANewAndAnOldSubscriptionAreSent(byte options, int first, int second)
    {
        room.Connect("p").Publish("a", "x", retain: true);
        var subscriber = room.Connect("s");
        subscriber.Subscribe("a", options: options);
        Assert.Equal(first, subscriber.TakePayloads().Length);
        subscriber.Subscribe("a", options: options);
        Assert.Equal(second, subscriber.TakePayloads().Length);
    }

    [Fact]
    public void ASharedSubscriptionGetsNoRetainedMessages()
    {
        room.Connect("p").Publish("a", "x", retain: true);
        var subscriber = room.Connect("s");
        subscriber.Subscribe("$share/g/a");

        Assert.Empty(subscriber.TakePayloads());
    }

    [Fact]
    public void ALiveStateNeverOvertakesTheRetainedOneThatStillWaits()
    {
        var small = new InMemoryBroker(new MqttListenerLimits { OutboundBytesMax = 1024 });
        var publisher = small.Connect("p");
        Enumerable.Range(0, 9).ToList().ForEach(number => publisher.Publish($"t/{number}", new string('a', 300), retain: true));
        var subscriber = small.Connect("s");
        subscriber.Subscribe("t/#");
        publisher.Publish("t/8", "newest");

        var lines = subscriber.Take();
        Assert.Equal("PUBLISH t/8 q0 newest", lines[^1]);
        Assert.Equal(9, lines.Count(line => line.Contains("retain", StringComparison.Ordinal)));
    }

    [Fact]
    public void SharedSubscriptionsDivideTheMessages()
    {
        var workers = Enumerable.Range(1, 3).Select(number => room.Connect($"worker{number}")).ToArray();
        Array.ForEach(workers, worker => worker.Subscribe("$share/g/t/+", AtLeastOnce));
        var watcher = Subscribed("t/+", AtLeastOnce);
        var publisher = room.Connect("p");
        for (ushort id = 1; id <= 30; id++)
        {
            publisher.Publish("t/1", $"{id}", AtLeastOnce, id);
        }

        var shares = workers.Select(worker => worker.TakePayloads()).ToArray();
        Assert.All(shares, share => Assert.Equal(10, share.Length));
        Assert.Equal(30, shares.SelectMany(share => share).Distinct().Count());
        Assert.Equal(30, watcher.TakePayloads().Length);
    }

    [Fact]
    public void AMessageExpiresWhileItWaitsAndSaysHowLongItHasLeft()
    {
        var subscriber = Subscribed("a", AtLeastOnce, expiry: 3600);
        subscriber.Break();
        var publisher = room.Connect("p");
        publisher.Publish("a", "short", AtLeastOnce, 1, expiry: 10);
        publisher.Publish("a", "long", AtLeastOnce, 2, expiry: 100);
        room.Pass(TimeSpan.FromSeconds(30));

        Assert.Equal(
            ["CONNACK Success present", "PUBLISH a q1 id1 MessageExpiryInterval=70 long"],
            room.Connect("s", new ConnectSettings { CleanStart = false, SessionExpiry = 3600 }).Take());
    }

    [Fact]
    public void PropertiesArePassedThroughUnaltered()
    {
        var subscriber = Subscribed("a", AtMostOnce);
        var properties = new PropertyBuilder()
            .Add(PropertyId.PayloadFormatIndicator, 1)
            .Add(PropertyId.ContentType, "text/plain")
            .Add(PropertyId.ResponseTopic, "answer/here")
            .Add(PropertyId.CorrelationData, "42"u8)
            .AddUser("key", "value")
            .AddUser("key", "again");
        room.Connect("p").Send(new PublishPacket { Topic = "a"u8, Payload = "x"u8, Properties = properties.Block });

        Assert.Equal(
            ["PUBLISH a q0 PayloadFormatIndicator=1 ContentType=text/plain ResponseTopic=answer/here CorrelationData=42 UserProperty=key UserProperty=key x"],
            subscriber.Take());
    }

    [Fact]
    public void ATopicAliasStandsForItsTopic()
    {
        var subscriber = Subscribed("long/topic", AtMostOnce);
        var publisher = room.Connect("p");
        publisher.Publish("long/topic", "1", alias: 3);
        publisher.Publish("", "2", alias: 3);
        Assert.Equal(["PUBLISH long/topic q0 1", "PUBLISH long/topic q0 2"], subscriber.Take());

        publisher.Publish("", "3", alias: 4);
        Assert.Equal(CloseCause.ProtocolError, publisher.Closing);
    }

    [Fact]
    public void APacketTooLargeForASubscriberIsDroppedForItAlone()
    {
        var small = room.Connect("small", new ConnectSettings { PacketBytesMax = 50 });
        small.Subscribe("a", AtLeastOnce);
        var large = Subscribed("a", AtLeastOnce);
        room.Connect("p").Publish("a", new string('x', 100), AtLeastOnce, 1);

        Assert.Empty(small.TakePayloads());
        Assert.Single(large.TakePayloads());
        Assert.Equal(1, room.Broker.Counters.DroppedTooLarge);
    }

    [Fact]
    public void AnOlderClientGetsNoPropertiesAndNoReasons()
    {
        var old = room.Connect("old", new ConnectSettings { Version = ProtocolVersion.V311 });
        old.Subscribe("a", AtLeastOnce);
        old.Publish("nobody", "x", AtLeastOnce, 9);
        room.Connect("p").Publish("a", "x", AtLeastOnce, 1, expiry: 100);

        Assert.Equal(["CONNACK Success", "SUBACK GRANTEDQOS1", "PUBACK 9 Success", "PUBLISH a q1 id1 x"], old.Take());
    }

    private InMemoryClient Subscribed(string filter, QualityOfService qos, uint? identifier = null, uint expiry = 0)
    {
        var client = room.Connect("s", new ConnectSettings { SessionExpiry = expiry });
        client.Subscribe(filter, qos, identifier);
        client.Take();
        return client;
    }
}
