using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class PublishPacketTests
{
    [Fact]
    public void AMessageWithEveryPropertyGoesThereAndBack()
    {
        var message = new MqttMessage
        {
            Topic = "s/köln/door",
            Payload = new byte[] { 1, 2, 3 },
            Qos = QualityOfService.ExactlyOnce,
            Retain = true,
            Expiry = TimeSpan.FromMinutes(1),
            ContentType = "application/json",
            ResponseTopic = "s/answer",
            CorrelationData = new byte[] { 9, 8 },
            UserProperties = [new("a", "1"), new("a", "2")],
        };
        var hex = Bytes.Written(new PublishPacket
        {
            Topic = Encoding.UTF8.GetBytes(message.Topic),
            Payload = message.Payload.Span,
            Qos = message.Qos,
            Retain = true,
            PacketId = 0x1234,
            Properties = new PropertyBuilder().Add(message).Block,
        });
        var header = Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.True(PublishPacket.TryRead(header.Flags, body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.Equal(0x1234, packet.PacketId);
        Assert.False(packet.Duplicate);
        var read = packet.ToMessage(Encoding.UTF8.GetString(packet.Topic));
        Assert.Equal(message.Payload.ToArray(), read.Payload.ToArray());
        Assert.Equal(message.CorrelationData.ToArray(), read.CorrelationData.ToArray());
        Assert.Equal(message.UserProperties, read.UserProperties);
        Assert.Equal(
            message with { Payload = default, CorrelationData = default, UserProperties = [] },
            read with { Payload = default, CorrelationData = default, UserProperties = [] });
        Assert.Equal(hex, Bytes.Written(packet));
    }

    // MQTT 3.1.1 section 3.3.2.3: topic a/b, packet identifier 10.
    [Theory]
    [InlineData("32 08 0003 612F62 000A 78", ProtocolVersion.V311)]
    [InlineData("32 09 0003 612F62 000A 00 78", ProtocolVersion.V5)]
    public void TheExampleOfTheStandardIsReadAndWrittenBack(string hex, object version)
    {
        var header = Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.True(PublishPacket.TryRead(header.Flags, body, (ProtocolVersion)version, out var packet, out var fault), fault.Explanation);
        Assert.Equal("a/b", Encoding.UTF8.GetString(packet.Topic));
        Assert.Equal(10, packet.PacketId);
        Assert.Equal("x", Encoding.UTF8.GetString(packet.Payload));
        Assert.Equal(Convert.ToHexString(Bytes.Of(hex)), Bytes.Written(packet, (ProtocolVersion)version));
    }

    [Fact]
    public void AMessageOfSeveralSubscriptionsHasSeveralIdentifiers()
    {
        Assert.True(PublishPacket.TryRead(0, Bytes.Of("0001 61 04 0B01 0B02"), ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        var identifiers = new List<uint>();
        foreach (var property in packet.Properties) identifiers.Add(property.Number);
        Assert.Equal([1u, 2u], identifiers);
    }

    [Theory]
    [InlineData(0, "0003 612F2B 00", ReasonCode.TopicNameInvalid)]
    [InlineData(0, "0000 00", ReasonCode.ProtocolError)] // no topic, no alias
    [InlineData(0, "0000 03 230000", ReasonCode.TopicAliasInvalid)]
    [InlineData(2, "0001 61 0000 00", ReasonCode.MalformedPacket)] // packet identifier 0
    [InlineData(2, "0001 61 00", ReasonCode.MalformedPacket)]
    [InlineData(0, "0001 61 05 0B01", ReasonCode.MalformedPacket)] // properties longer than the packet
    [InlineData(0, "0001 61 02 0B00", ReasonCode.ProtocolError)] // Subscription Identifier 0
    [InlineData(0, "0001 61 04 08000123", ReasonCode.ProtocolError)] // Response Topic #
    [InlineData(0, "0001 61 02 0102", ReasonCode.ProtocolError)] // Payload Format 2
    [InlineData(0, "0001 61 8000", ReasonCode.MalformedPacket)] // property length not in its shortest form
    [InlineData(0, "0005 61", ReasonCode.MalformedPacket)]
    public void ABrokenRuleIsNamed(byte flags, string hex, ReasonCode reason)
    {
        Assert.False(PublishPacket.TryRead(flags, Bytes.Of(hex), ProtocolVersion.V5, out _, out var fault));
        Assert.Equal(reason, fault.Reason);
    }

    [Fact]
    public void ReadingAndWritingCostsNoMemory()
    {
        var bytes = Bytes.Of("32 10 0003 612F62 000A 07 0200000010 0101 78");
        var copy = new byte[bytes.Length];
        Assert.Equal(0, Allocations.Of(() =>
        {
            ReadOnlySpan<byte> unread = bytes;
            FrameHeader.Split(ref unread, 100, out var header, out var body, out _);
            PublishPacket.TryRead(header.Flags, body, ProtocolVersion.V5, out var packet, out _);
            packet.Write(copy, ProtocolVersion.V5);
        }));
        Assert.Equal(bytes, copy);
    }
}
