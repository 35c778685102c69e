using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;
using static EdgeGateway.Mqtt.QualityOfService;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class BrokerLimitTests
{
    [Fact]
    public void ASlowSubscriberLosesQoS0AndItIsCounted()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { OutboundBytesMax = 1024 });
        var slow = Subscribed(room, "slow", AtMostOnce);
        slow.Reads = false;
        var quick = Subscribed(room, "quick", AtMostOnce);
        var publisher = room.Connect("p");
        var arrived = 0;
        for (var number = 0; number < 100; number++)
        {
            publisher.Publish("a", new string('x', 100));
            arrived += quick.TakePayloads().Length;
        }

        Assert.Equal(100, arrived);
        slow.Reads = true;
        Assert.Equal(100, slow.TakePayloads().Length + room.Broker.Counters.DroppedQos0);
        Assert.InRange(room.Broker.Counters.DroppedQos0, 80, 95);
    }

    [Fact]
    public void AFullQueueOfAConnectedSubscriberIsToldToThePublisherAndNobodyGetsTheMessage()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 2, InflightMax = 1 });
        var slow = Subscribed(room, "slow", AtLeastOnce);
        var quick = Subscribed(room, "quick", AtMostOnce);
        var publisher = room.Connect("p");
        for (ushort id = 1; id <= 3; id++)
        {
            publisher.Publish("a", $"{id}", AtLeastOnce, id);
        }

        var late = room.Connect("late");
        late.Publish("a", "4", AtLeastOnce, 4);
        Assert.Equal("PUBACK 4 QuotaExceeded", late.Take()[^1]);
        Assert.Equal(["1", "2", "3"], quick.TakePayloads());
        Assert.Equal(1, room.Broker.Counters.PublishesRefused);

        slow.Acknowledge(PacketType.Puback, 1);
        late.Publish("a", "4", AtLeastOnce, 4);
        Assert.Equal("PUBACK 4 Success", late.Take()[^1]);
        Assert.Equal(["4"], quick.TakePayloads());
    }

    [Fact]
    public void NothingMoreIsReadFromAPublisherWhileItsSubscriberLags()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 4, InflightMax = 1 });
        var slow = Subscribed(room, "slow", AtLeastOnce);
        var publisher = room.Connect("p");
        for (ushort id = 1; id <= 10; id++)
        {
            publisher.Publish("a", $"{id}", AtLeastOnce, id);
        }

        Assert.Equal("PUBACK 4 Success", publisher.Take()[^1]);
        room.Pass(TimeSpan.FromSeconds(5));
        slow.Acknowledge(PacketType.Puback, 1);
        publisher.Publish("a", "next", AtLeastOnce, 5);
        Assert.Equal("PUBACK 5 Success", publisher.Take()[^1]);
        Assert.Equal(0, room.Broker.Counters.PublishesRefused);
    }

    [Fact]
    public void ASubscriberThatLagsWithoutProgressIsSentAwayAndHoldsUpNobody()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 1, InflightMax = 1 });
        var slow = Subscribed(room, "slow", AtLeastOnce, expiry: 3600);
        var publisher = room.Connect("p");
        for (ushort id = 1; id <= 3; id++)
        {
            publisher.Publish("a", $"{id}", AtLeastOnce, id);
        }

        room.Pass(room.Limits.SlowSubscriberPatience + TimeSpan.FromSeconds(2));
        slow.Break();
        publisher.Publish("a", "late", AtLeastOnce, 4);

        Assert.Equal("PUBACK 4 Success", publisher.Take()[^1]);
        Assert.Equal(CloseCause.TooSlow, slow.Closing);
        Assert.Equal("DISCONNECT QuotaExceeded", slow.Take()[^1]);
        Assert.Equal(1, room.Broker.Counters.DroppedQueueFull);
    }

    [Fact]
    public void ASubscriberThatLagsButMakesProgressStays()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 100, InflightMax = 5 });
        var slow = Subscribed(room, "slow", AtLeastOnce);
        var publisher = room.Connect("p");
        ushort id = 0;
        for (var second = 0; second < 60; second++)
        {
            while (!room.Broker.Sessions["slow"].HoldsUpPublishers)
            {
                publisher.Publish("a", "x", AtLeastOnce, ++id);
            }

            foreach (var line in slow.Take().Where(line => line.StartsWith("PUBLISH", StringComparison.Ordinal)))
            {
                slow.Acknowledge(PacketType.Puback, ushort.Parse(line.Split(' ')[3][2..], System.Globalization.CultureInfo.InvariantCulture));
            }

            room.Pass(TimeSpan.FromSeconds(1));
            slow.Send(PingPacket.Request);
            publisher.Send(PingPacket.Request);
        }

        Assert.Null(slow.Closing);
        Assert.DoesNotContain(publisher.Take(), line => line.EndsWith("QuotaExceeded", StringComparison.Ordinal));
    }

    [Fact]
    public void AFullQueueOfAnAbsentSessionIsCountedOnly()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { QueuedMessagesMax = 2 });
        Subscribed(room, "away", AtLeastOnce, expiry: 3600).Break();
        var publisher = room.Connect("p");
        for (ushort id = 1; id <= 5; id++)
        {
            publisher.Publish("a", $"{id}", AtLeastOnce, id);
        }

        Assert.Equal("PUBACK 5 Success", publisher.Take()[^1]);
        Assert.Equal(3, room.Broker.Counters.DroppedQueueFull);
        Assert.Equal(["1", "2"], room.Connect("away", new ConnectSettings { CleanStart = false }).TakePayloads());
    }

    [Fact]
    public void AFullRetainedStoreIsToldToThePublisher()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { RetainedMessagesMax = 1 });
        var publisher = room.Connect("p");
        publisher.Publish("a", "x", AtLeastOnce, 1, retain: true);
        publisher.Publish("b", "x", AtLeastOnce, 2, retain: true);
        publisher.Publish("b", "x", AtMostOnce, retain: true);

        Assert.Equal("PUBACK 2 QuotaExceeded", publisher.Take()[^1]);
        Assert.Equal((1, 1L), (room.Broker.Retained.Count, room.Broker.Counters.RetainedRefused));
    }

    [Fact]
    public void ASubscriptionBombIsCutAtTheLimitAndDisturbsNobody()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { SubscriptionsPerSessionMax = 10 });
        var bomber = room.Connect("b");
        for (var number = 0; number < 100; number++)
        {
            bomber.Subscribe($"a/{number}/#");
        }

        Assert.Equal(90, bomber.Take().Count(line => line == "SUBACK QUOTAEXCEEDED"));
        Assert.Equal(10, room.Broker.SubscriptionCount);
        Assert.Null(bomber.Closing);
    }

    [Fact]
    public void TooManyLevelsAreRefused()
    {
        var room = new InMemoryBroker();
        var client = room.Connect("c");
        var deep = string.Join('/', Enumerable.Repeat("a", 33));
        client.Subscribe(deep);
        client.Publish(deep, "x", AtLeastOnce, 1);

        Assert.Equal(["CONNACK Success", "SUBACK TOPICFILTERINVALID", "PUBACK 1 TopicNameInvalid"], client.Take());
    }

    [Fact]
    public void RightsAreCheckedOnPublishSubscribeAndWill()
    {
        var room = new InMemoryBroker();
        var rights = new MqttTopicRights { Publish = ["own/%c/#"], Subscribe = ["own/%c/#"] };
        var client = room.Connect("c", new ConnectSettings { Rights = rights });
        client.Publish("own/c/x", "x", AtLeastOnce, 1);
        client.Publish("own/d/x", "x", AtLeastOnce, 2);
        client.Publish("own/d/x", "x", ExactlyOnce, 3);
        client.Subscribe("own/c/+");
        client.Subscribe("own/+/x");
        client.Subscribe("$share/g/own/d/x");
        var willing = room.Connect("w", new ConnectSettings { Rights = rights, Will = new MqttMessage { Topic = "own/c/x" } });

        Assert.Equal(
            [
                "CONNACK Success", "PUBACK 1 NoMatchingSubscribers", "PUBACK 2 NotAuthorized", "PUBREC 3 NotAuthorized",
                "SUBACK SUCCESS", "SUBACK NOTAUTHORIZED", "SUBACK NOTAUTHORIZED",
            ],
            client.Take());
        Assert.Equal(["CONNACK NotAuthorized"], willing.Take());
    }

    [Fact]
    public void MoreQoS2ThanOurReceiveMaximumIsTheEnd()
    {
        var room = new InMemoryBroker(new MqttListenerLimits { ReceiveMaximum = 2 });
        var client = room.Connect("c");
        for (ushort id = 1; id <= 3; id++)
        {
            client.Publish("a", "x", ExactlyOnce, id);
        }

        Assert.Equal("DISCONNECT ReceiveMaximumExceeded", client.Take()[^1]);
    }

    [Fact]
    public void WithoutConnectAClientIsLetGoInTime()
    {
        var room = new InMemoryBroker();
        var loris = room.Open();
        loris.SendBytes([0x10, 0x20, 0x00]);
        room.Pass(room.Limits.ConnectTimeout + TimeSpan.FromSeconds(2));

        Assert.Equal(CloseCause.ConnectTimeout, loris.Closing);
        Assert.Empty(loris.Take());
    }

    [Fact]
    public void APacketThatIsBegunAndNeverFinishedIsTheEndEvenWithoutKeepAlive()
    {
        var room = new InMemoryBroker();
        var loris = room.Connect("l", new ConnectSettings { Version = ProtocolVersion.V311, KeepAlive = 0 });
        loris.SendBytes([0x30, 0x20, 0x00]);
        room.Pass(room.Limits.PacketTimeout + TimeSpan.FromSeconds(2));

        Assert.Equal(CloseCause.PacketTimeout, loris.Closing);
    }

    private static InMemoryClient Subscribed(InMemoryBroker room, string clientId, QualityOfService qos, uint expiry = 0)
    {
        var client = room.Connect(clientId, new ConnectSettings { SessionExpiry = expiry });
        client.Subscribe("a", qos);
        client.Take();
        return client;
    }
}
