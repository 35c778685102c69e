using EdgeGateway.Mqtt;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class ServerListTests
{
    private readonly ServerList servers = new([new Uri("mqtts://one.example"), new Uri("mqtts://two.example")]);

    [Fact]
    public void TheListIsGoneThroughAndThenBeginsAnew()
    {
        Assert.True(servers.IsPreferred);
        Assert.False(servers.Failed());
        Assert.Equal("two.example", servers.Current.Host);
        Assert.True(servers.Failed());
        Assert.True(servers.IsPreferred);
    }

    [Fact]
    public void AfterALostConnectionTheFirstIsTriedFirst()
    {
        servers.Failed();
        servers.Connected();
        servers.StartOver();
        Assert.True(servers.IsPreferred);
    }

    [Fact]
    public void UseAnotherServerHoldsForOneConnection()
    {
        Assert.True(servers.Follow(ReasonCode.UseAnotherServer, "three.example:8884"));
        Assert.Equal(new Uri("mqtts://three.example:8884"), servers.Current);
        Assert.False(servers.IsPreferred);
        servers.Connected();
        servers.StartOver();
        Assert.Equal("one.example", servers.Current.Host);
    }

    [Fact]
    public void ServerMovedHoldsForGood()
    {
        Assert.True(servers.Follow(ReasonCode.ServerMoved, "three.example"));
        servers.Connected();
        servers.StartOver();
        Assert.Equal(new Uri("mqtts://three.example"), servers.Current);
        Assert.True(servers.IsPreferred);
    }

    [Fact]
    public void BrokersThatSendUsOnAndOnAreNotFollowedForEver()
    {
        for (var i = 0; i < ServerList.RedirectsMax; i++)
        {
            Assert.True(servers.Follow(ReasonCode.UseAnotherServer, $"away-{i}.example"));
        }

        Assert.False(servers.Follow(ReasonCode.UseAnotherServer, "further.example"));
        Assert.True(servers.Failed());
        Assert.Equal("one.example", servers.Current.Host);
        Assert.True(servers.Follow(ReasonCode.UseAnotherServer, "further.example"));
    }

    [Theory]
    [InlineData(ReasonCode.ServerBusy, "three.example")]
    [InlineData(ReasonCode.ServerMoved, null)]
    [InlineData(ReasonCode.ServerMoved, "one.example")] // where we come from
    public void OthersLeadNowhere(ReasonCode reason, string? reference) => Assert.False(servers.Follow(reason, reference));

    [Theory]
    [InlineData("mqtts://a.example", "b.example", "mqtts://b.example/")]
    [InlineData("mqtts://a.example", " b.example:99  c.example", "mqtts://b.example:99/")]
    [InlineData("mqtt://a.example", "[2001:db8::1]:1883", "mqtt://[2001:db8::1]:1883/")]
    [InlineData("wss://a.example/mqtt", "b.example", "wss://b.example/mqtt")]
    [InlineData("mqtts://a.example", "mqtts://b.example", "mqtts://b.example/")]
    [InlineData("mqtts://a.example", "mqtt://b.example", null)] // never without TLS
    [InlineData("mqtts://a.example", "user:pw@b.example", null)]
    [InlineData("mqtts://a.example", "   ", null)]
    [InlineData("mqtts://a.example", "b.example:notaport", null)]
    [InlineData("mqtts://a.example", "http://b.example", null)]
    public void AReferenceIsReadAsTheStandardWritesIt(string from, string reference, string? target) =>
        Assert.Equal(target is null ? null : new Uri(target), ServerReference.TryRead(reference, new Uri(from)));

    [Fact]
    public void AnEndlessReferenceIsNone() => Assert.Null(ServerReference.TryRead(new string('a', 5000), new Uri("mqtt://a.example")));
}
