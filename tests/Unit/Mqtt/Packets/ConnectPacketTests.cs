using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class ConnectPacketTests
{
    // The example of MQTT 5.0 section 3.1.2.12 (figure 3-6), with client identifier "gw", will, user name and password behind it.
    private const string Full =
        "10 33 0004 4D515454 05 CE 000A 05 11 0000000A 0002 6777 05 18 00000003 0006 73 2F 6C 69 6E 6B 0003 6F6666 0004 75736572 0004 70617373";

    [Fact]
    public void EveryFieldIsReadAndWrittenBack()
    {
        var bytes = Bytes.Of(Full);
        var header = Bytes.Frame(bytes, out var body);

        Assert.Equal(PacketType.Connect, header.Type);
        Assert.True(ConnectPacket.TryRead(body, out var packet, out var fault), fault.Explanation);
        Assert.Equal(ProtocolVersion.V5, packet.Version);
        Assert.True(packet.CleanStart);
        Assert.Equal(10, packet.KeepAliveSeconds);
        Assert.Equal(10u, packet.Properties.Number(PropertyId.SessionExpiryInterval));
        Assert.Equal("gw", Encoding.UTF8.GetString(packet.ClientId));
        Assert.True(packet.HasWill);
        Assert.Equal("s/link", Encoding.UTF8.GetString(packet.Will.Topic));
        Assert.Equal("off", Encoding.UTF8.GetString(packet.Will.Payload));
        Assert.Equal(QualityOfService.AtLeastOnce, packet.Will.Qos);
        Assert.False(packet.Will.Retain);
        Assert.Equal(3u, packet.Will.Properties.Number(PropertyId.WillDelayInterval));
        Assert.Equal("user", Encoding.UTF8.GetString(packet.UserName));
        Assert.Equal("pass", Encoding.UTF8.GetString(packet.Password));
        Assert.Equal(Convert.ToHexString(bytes), Bytes.Written(packet));
    }

    [Fact]
    public void AConnectOfMqtt311HasNoProperties()
    {
        var bytes = Bytes.Of("10 0E 0004 4D515454 04 02 003C 0002 6777");
        Bytes.Frame(bytes, out var body);

        Assert.True(ConnectPacket.TryRead(body, out var packet, out var fault), fault.Explanation);
        Assert.Equal(ProtocolVersion.V311, packet.Version);
        Assert.Equal(Convert.ToHexString(bytes), Bytes.Written(packet, ProtocolVersion.V311));
    }

    [Theory]
    [InlineData("0004 4D515455 05 02 003C 00 0000", ReasonCode.ProtocolError)] // MQTU
    [InlineData("0006 4D5149736470 03 02 003C 0000", ReasonCode.ProtocolError)] // MQIsdp of 3.1
    [InlineData("0004 4D515454 06 02 003C 00 0000", ReasonCode.UnsupportedProtocolVersion)]
    [InlineData("0004 4D515454 05 03 003C 00 0000", ReasonCode.MalformedPacket)] // reserved flag
    [InlineData("0004 4D515454 05 08 003C 00 0000", ReasonCode.MalformedPacket)] // will QoS, no will
    [InlineData("0004 4D515454 05 1C 003C 00 0000 00 0001 61 0000", ReasonCode.MalformedPacket)] // will QoS 3
    [InlineData("0004 4D515454 04 40 003C 0000 0000", ReasonCode.MalformedPacket)] // 3.1.1: password alone
    [InlineData("0004 4D515454 05 04 003C 00 0000 00 0001 23 0000", ReasonCode.TopicNameInvalid)] // will to #
    [InlineData("0004 4D515454 05 02 003C 00 0000 00", ReasonCode.MalformedPacket)] // a byte too many
    [InlineData("0004 4D515454 05 02 003C 00 0001", ReasonCode.MalformedPacket)] // a byte too few
    [InlineData("0004 4D515454 05 02 003C 00 0002 C328", ReasonCode.MalformedPacket)] // not UTF-8
    [InlineData("0004 4D515454 05 02 003C 00 0001 00", ReasonCode.MalformedPacket)] // U+0000
    [InlineData("0004 4D515454 05 02 003C 00 0003 EDA080", ReasonCode.MalformedPacket)] // half a surrogate pair
    [InlineData("0004 4D515454 05 02 003C 03 210000 0000", ReasonCode.ProtocolError)] // Receive Maximum 0
    [InlineData("0004 4D515454 05 02 003C 06 210001210001 0000", ReasonCode.ProtocolError)] // twice
    [InlineData("0004 4D515454 05 02 003C 03 230001 0000", ReasonCode.ProtocolError)] // Topic Alias in CONNECT
    [InlineData("0004 4D515454 05 02 003C 02 7F01 0000", ReasonCode.MalformedPacket)] // unknown property
    [InlineData("0004 4D515454 05 02 003C 02 1702 0000", ReasonCode.ProtocolError)] // neither 0 nor 1
    [InlineData("0004 4D515454 05 02 003C 04 16000100 0000", ReasonCode.ProtocolError)] // data without method
    public void ABrokenRuleIsNamed(string hex, ReasonCode reason)
    {
        Assert.False(ConnectPacket.TryRead(Bytes.Of(hex), out _, out var fault));
        Assert.Equal(reason, fault.Reason);
        Assert.NotEmpty(fault.Explanation);
    }

    [Fact]
    public void ConnackCarriesTheBrokersLimits()
    {
        var properties = new PropertyBuilder()
            .Add(PropertyId.ReceiveMaximum, 20)
            .Add(PropertyId.MaximumPacketSize, 65_536)
            .Add(PropertyId.AssignedClientIdentifier, "auto-1")
            .Add(PropertyId.RetainAvailable, false)
            .AddUser("site", "köln");
        var hex = Bytes.Written(new ConnackPacket { SessionPresent = true, Properties = properties.Block });
        Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.True(ConnackPacket.TryRead(body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.True(packet.SessionPresent);
        Assert.Equal(20u, packet.Properties.Number(PropertyId.ReceiveMaximum));
        Assert.Equal(65_536u, packet.Properties.Number(PropertyId.MaximumPacketSize));
        Assert.Equal("auto-1", packet.Properties.Text(PropertyId.AssignedClientIdentifier));
        Assert.False(packet.Properties.Flag(PropertyId.RetainAvailable, otherwise: true));
        Assert.True(packet.Properties.Flag(PropertyId.SharedSubscriptionAvailable, otherwise: true));
        Assert.Equal(hex, Bytes.Written(packet));
    }

    [Theory]
    [InlineData("00 01", ReasonCode.UnsupportedProtocolVersion)]
    [InlineData("00 05", ReasonCode.NotAuthorized)]
    [InlineData("00 87 00", ReasonCode.NotAuthorized)]
    public void ARefusalIsUnderstoodInBothVersions(string hex, ReasonCode reason)
    {
        Assert.True(ConnackPacket.TryRead(Bytes.Of(hex), ProtocolVersion.V5, out var packet, out _));
        Assert.Equal(reason, packet.Reason);
    }

    [Theory]
    [InlineData("01 87 00")] // a session, refused
    [InlineData("02 00 00")] // reserved flag
    [InlineData("00 00")] // no properties
    [InlineData("00 10 00")] // not a code of CONNACK
    public void AConnackThatContradictsItselfIsRefused(string hex) =>
        Assert.False(ConnackPacket.TryRead(Bytes.Of(hex), ProtocolVersion.V5, out _, out _));

    [Fact]
    public void ARefusalInMqtt311HasItsOwnCodes() =>
        Assert.Equal("20020004", Bytes.Written(new ConnackPacket { Reason = ReasonCode.BadUserNameOrPassword }, ProtocolVersion.V311));
}
