using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class SubscribePacketTests
{
    [Fact]
    public void TwoSubscriptionsAreReadOneByOneAndWrittenBack()
    {
        var bytes = Bytes.Of("82 11 000A 02 0B07 0003 612F62 01 0003 632F64 2E");
        Bytes.Frame(bytes, out var body);

        Assert.True(SubscribePacket.TryRead(body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.Equal(2, packet.Count);
        Assert.Equal(7u, packet.Properties.Number(PropertyId.SubscriptionIdentifier));
        var read = new List<(string, SubscriptionOptions)>();
        foreach (var subscription in packet) read.Add((Encoding.UTF8.GetString(subscription.Filter), subscription.Options));
        Assert.Equal(
            [
                ("a/b", new(QualityOfService.AtLeastOnce)),
                ("c/d", new(QualityOfService.ExactlyOnce, NoLocal: true, RetainAsPublished: true, RetainHandling.DoNotSend)),
            ],
            read);
        Assert.Equal(Convert.ToHexString(bytes), Bytes.Written(packet));
    }

    [Theory]
    [InlineData("000A 00", ReasonCode.ProtocolError)] // nothing asked for
    [InlineData("0000 00 0001 61 00", ReasonCode.MalformedPacket)] // packet identifier 0
    [InlineData("000A 00 0001 61 03", ReasonCode.ProtocolError)] // QoS 3
    [InlineData("000A 00 0001 61 30", ReasonCode.ProtocolError)] // Retain Handling 3
    [InlineData("000A 00 0001 61 40", ReasonCode.MalformedPacket)] // reserved bit
    [InlineData("000A 00 0001 61", ReasonCode.MalformedPacket)] // no options
    [InlineData("000A 00 000A 24736861 72652F67 2F61 04", ReasonCode.ProtocolError)] // $share/g/a with No Local
    [InlineData("000A 04 0B01 0B02 0001 61 00", ReasonCode.ProtocolError)] // two identifiers
    public void ABrokenRuleIsNamed(string hex, ReasonCode reason)
    {
        Assert.False(SubscribePacket.TryRead(Bytes.Of(hex), ProtocolVersion.V5, out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void UnsubscribeListsItsFilters()
    {
        var bytes = Bytes.Of("A2 0D 000A 00 0003 612F62 0003 632F64");
        Bytes.Frame(bytes, out var body);

        Assert.True(UnsubscribePacket.TryRead(body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        var read = new List<string>();
        foreach (var filter in packet) read.Add(Encoding.UTF8.GetString(filter));
        Assert.Equal(["a/b", "c/d"], read);
        Assert.Equal(Convert.ToHexString(bytes), Bytes.Written(packet));
        Assert.False(UnsubscribePacket.TryRead(Bytes.Of("000A 00"), ProtocolVersion.V5, out _, out _));
    }

    [Theory]
    [InlineData("90 06 000A 00 00 02 87", PacketType.Suback)]
    [InlineData("B0 05 000A 00 00 11", PacketType.Unsuback)]
    public void TheAnswerHasACodeForEachFilter(string hex, object type)
    {
        var header = Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.Equal(type, header.Type);
        Assert.True(SubackPacket.TryRead(header.Type, body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.Equal(Bytes.Of(hex)[5..], packet.Codes.ToArray());
        Assert.Equal(Convert.ToHexString(Bytes.Of(hex)), Bytes.Written(packet));
    }

    [Theory]
    [InlineData(PacketType.Suback, "000A 00")]
    [InlineData(PacketType.Suback, "000A 00 03")]
    [InlineData(PacketType.Unsuback, "000A 00 02")]
    public void AnAnswerWithoutOrWithAForeignCodeIsRefused(object type, string hex) =>
        Assert.False(SubackPacket.TryRead((PacketType)type, Bytes.Of(hex), ProtocolVersion.V5, out _, out _));

    [Fact]
    public void Mqtt311AnswersAnUnsubscribeWithTheIdentifierAlone()
    {
        var packet = new SubackPacket { Type = PacketType.Unsuback, PacketId = 10, Codes = [0] };

        Assert.Equal("B002000A", Bytes.Written(packet, ProtocolVersion.V311));
        Assert.True(SubackPacket.TryRead(PacketType.Unsuback, Bytes.Of("000A"), ProtocolVersion.V311, out _, out _));
    }
}
