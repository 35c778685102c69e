using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class DisconnectPacketTests
{
    [Theory]
    [InlineData("E0 00", ReasonCode.Success)]
    [InlineData("E0 01 04", ReasonCode.DisconnectWithWill)]
    [InlineData("E0 09 9D 07 1C 0004 6E657874", ReasonCode.ServerMoved)]
    [InlineData("F0 01 19", ReasonCode.ReAuthenticate)]
    public void DisconnectAndAuthAreReadAndWrittenBack(string hex, ReasonCode reason)
    {
        var header = Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.True(DisconnectPacket.TryRead(header.Type, body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.Equal(reason, packet.Reason);
        Assert.Equal(reason == ReasonCode.ServerMoved ? "next" : null, packet.Properties.Text(PropertyId.ServerReference));
        Assert.Equal(Convert.ToHexString(Bytes.Of(hex)), Bytes.Written(packet));
    }

    [Theory]
    [InlineData(PacketType.Disconnect, "10", ProtocolVersion.V5)]
    [InlineData(PacketType.Disconnect, "00 00 00", ProtocolVersion.V5)]
    [InlineData(PacketType.Disconnect, "00", ProtocolVersion.V311)]
    [InlineData(PacketType.Auth, "", ProtocolVersion.V311)]
    [InlineData(PacketType.Auth, "87", ProtocolVersion.V5)]
    public void ABrokenRuleIsAFault(object type, string hex, object version) =>
        Assert.False(DisconnectPacket.TryRead((PacketType)type, Bytes.Of(hex), (ProtocolVersion)version, out _, out _));

    [Fact]
    public void PingsAreTwoBytes()
    {
        Assert.Equal("C000", Bytes.Written(PingPacket.Request));
        Assert.Equal("D000", Bytes.Written(PingPacket.Response));
        Assert.False(PingPacket.TryRead([0], out _));
    }
}
