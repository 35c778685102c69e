using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;
using static EdgeGateway.Mqtt.QualityOfService;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class BrokerSessionTests
{
    private static readonly ConnectSettings Lasting = new() { CleanStart = false, SessionExpiry = 60 };

    private readonly InMemoryBroker room = new();

    [Fact]
    public void ASessionKeepsSubscriptionsAndMessagesWhileItsClientIsAway()
    {
        var client = room.Connect("s", Lasting);
        client.Subscribe("a", AtLeastOnce);
        client.Break();
        room.Connect("p").Publish("a", "missed", AtLeastOnce, 1);
        room.Connect("p2").Publish("a", "of no lasting value", AtMostOnce);

        Assert.Equal(["CONNACK Success present", "PUBLISH a q1 id1 missed"], room.Connect("s", Lasting).Take());
    }

    [Fact]
    public void WhatHadNoAnswerIsSentAgainAsADuplicate()
    {
        var client = room.Connect("s", Lasting);
        client.Subscribe("a", ExactlyOnce);
        var publisher = room.Connect("p");
        publisher.Publish("a", "1", ExactlyOnce, 1);
        publisher.Publish("a", "2", ExactlyOnce, 2);
        client.Acknowledge(PacketType.Pubrec, 1);
        client.Break();

        Assert.Equal(["CONNACK Success present", "PUBREL 1 Success", "PUBLISH a q2 id2 dup 2"], room.Connect("s", Lasting).Take());
    }

    [Fact]
    public void AnIncomingQoS2IsRememberedOverABreak()
    {
        var watcher = room.Connect("w");
        watcher.Subscribe("a", AtMostOnce);
        var client = room.Connect("s", Lasting);
        client.Publish("a", "x", ExactlyOnce, 4);
        client.Break();
        client = room.Connect("s", Lasting);
        client.Publish("a", "x", ExactlyOnce, 4);
        client.Acknowledge(PacketType.Pubrel, 4);

        Assert.Equal(["x"], watcher.TakePayloads());
    }

    [Fact]
    public void ASessionEndsWithItsExpiry()
    {
        room.Connect("s", Lasting).Break();
        room.Pass(TimeSpan.FromSeconds(59));
        Assert.True(room.Broker.Sessions.ContainsKey("s"));
        room.Pass(TimeSpan.FromSeconds(2));
        Assert.False(room.Broker.Sessions.ContainsKey("s"));
    }

    [Fact]
    public void CleanStartForgetsEverything()
    {
        var client = room.Connect("s", Lasting);
        client.Subscribe("a", AtLeastOnce);
        client.Break();
        room.Connect("p").Publish("a", "missed", AtLeastOnce, 1);

        Assert.Equal(["CONNACK Success"], room.Connect("s", Lasting with { CleanStart = true }).Take());
        Assert.Equal(0, room.Broker.SubscriptionCount);
        Assert.Equal(1, room.Broker.Counters.DroppedSessionEnded);
    }

    [Fact]
    public void ASecondConnectionTakesTheSessionOver()
    {
        var first = room.Connect("s", Lasting);
        first.Subscribe("a", AtLeastOnce);
        var second = room.Connect("s", Lasting);
        first.Break();
        room.Connect("p").Publish("a", "x", AtLeastOnce, 1);

        Assert.Equal(CloseCause.TakenOver, first.Closing);
        Assert.Equal("DISCONNECT SessionTakenOver", first.Take()[^1]);
        Assert.Equal(["CONNACK Success present", "PUBLISH a q1 id1 x"], second.Take());
    }

    [Fact]
    public void AnotherUserCannotTakeASessionOver()
    {
        var owner = room.Connect("hub", Lasting with { UserName = "hub" });
        var thief = room.Connect("hub", Lasting with { UserName = "gateway" });

        Assert.Null(owner.Closing);
        Assert.Equal(["CONNACK NotAuthorized"], thief.Take());
    }

    [Fact]
    public void AWillIsPublishedWhenTheConnectionBreaksAndNotWhenTheClientTakesLeave()
    {
        var watcher = Watcher();
        Willing("a").Break();
        Willing("b").Disconnect();
        Willing("c").Disconnect(ReasonCode.DisconnectWithWill);

        Assert.Equal(["will/a", "will/c"], watcher.TakePayloads());
    }

    [Fact]
    public void AWillWithDelayWaitsForTheClientsReturn()
    {
        var watcher = Watcher();
        Willing("back", delay: 10).Break();
        Willing("gone", delay: 10).Break();
        room.Pass(TimeSpan.FromSeconds(5));
        room.Connect("back", Lasting);
        Assert.Empty(watcher.TakePayloads());
        room.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(["will/gone"], watcher.TakePayloads());
    }

    [Fact]
    public void ASessionThatEndsFirstPublishesItsWillThen()
    {
        var watcher = Watcher();
        Willing("a", delay: 3600, expiry: 5).Break();
        room.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(["will/a"], watcher.TakePayloads());
    }

    [Fact]
    public void AClientThatFallsSilentIsLetGoAfterOneAndAHalfKeepAlives()
    {
        var silent = room.Connect("s", new ConnectSettings { KeepAlive = 10 });
        var alive = room.Connect("a", new ConnectSettings { KeepAlive = 10 });
        for (var time = 0; time < 4; time++)
        {
            room.Pass(TimeSpan.FromSeconds(4));
            alive.Send(PingPacket.Request);
        }

        Assert.Equal(CloseCause.KeepAliveTimeout, silent.Closing);
        Assert.Equal("DISCONNECT KeepAliveTimeout", silent.Take()[^1]);
        Assert.Null(alive.Closing);
    }

    [Fact]
    public void AnAbsentKeepAliveIsReplacedByTheServers()
    {
        var eternal = room.Connect("s", new ConnectSettings { KeepAlive = 0 });
        room.Pass(room.Limits.KeepAliveMax * 1.5 + TimeSpan.FromSeconds(2));

        Assert.Equal(CloseCause.KeepAliveTimeout, eternal.Closing);
    }

    [Fact]
    public void ASecondSessionAboveTheLimitIsRefused()
    {
        var small = new InMemoryBroker(new MqttListenerLimits { SessionsMax = 1 });
        small.Connect("one", Lasting).Break();
        var other = small.Connect("two", Lasting);

        Assert.Equal(["CONNACK QuotaExceeded"], other.Take());
        Assert.Equal(CloseCause.LimitReached, other.Closing);
        Assert.Equal("CONNACK Success present", small.Connect("one", Lasting).Take()[0]);
    }

    private InMemoryClient Watcher()
    {
        var watcher = room.Connect("watcher");
        watcher.Subscribe("will/+");
        return watcher;
    }

    private InMemoryClient Willing(string clientId, uint delay = 0, uint expiry = 60) => room.Connect(clientId, Lasting with
    {
        SessionExpiry = expiry,
        WillDelay = delay,
        Will = new MqttMessage { Topic = "will/" + clientId, Payload = Encoding.UTF8.GetBytes("will/" + clientId) },
    });
}
