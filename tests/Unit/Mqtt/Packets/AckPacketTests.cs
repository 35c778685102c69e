using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class AckPacketTests
{
    [Theory]
    [InlineData("40 02 0001", PacketType.Puback, ReasonCode.Success)]
    [InlineData("40 03 0001 10", PacketType.Puback, ReasonCode.NoMatchingSubscribers)]
    [InlineData("50 03 0001 97", PacketType.Pubrec, ReasonCode.QuotaExceeded)]
    [InlineData("62 02 FFFF", PacketType.Pubrel, ReasonCode.Success)]
    [InlineData("70 03 0001 92", PacketType.Pubcomp, ReasonCode.PacketIdentifierNotFound)]
    [InlineData("40 09 0001 87 05 1F 0002 6E6F", PacketType.Puback, ReasonCode.NotAuthorized)]
    [InlineData("40 0B 0001 00 07 26 0001 61 0001 62", PacketType.Puback, ReasonCode.Success)]
    public void FourPacketsOfOneShapeAreReadAndWrittenBack(string hex, object type, ReasonCode reason)
    {
        var header = Bytes.Frame(Bytes.Of(hex), out var body);

        Assert.Equal(type, header.Type);
        Assert.True(AckPacket.TryRead(header.Type, body, ProtocolVersion.V5, out var packet, out var fault), fault.Explanation);
        Assert.Equal(reason, packet.Reason);
        Assert.Equal(Convert.ToHexString(Bytes.Of(hex)), Bytes.Written(packet));
    }

    [Fact]
    public void ASuccessMayBeSpeltOut()
    {
        Assert.True(AckPacket.TryRead(PacketType.Puback, Bytes.Of("0001 00 00"), ProtocolVersion.V5, out var packet, out _));
        Assert.Equal(ReasonCode.Success, packet.Reason);
    }

    [Theory]
    [InlineData(PacketType.Puback, "0000")]
    [InlineData(PacketType.Puback, "00")]
    [InlineData(PacketType.Puback, "0001 92")] // a code of PUBREL
    [InlineData(PacketType.Pubrel, "0001 87")]
    [InlineData(PacketType.Puback, "0001 00 00 00")]
    [InlineData(PacketType.Puback, "0001 00 02 0101")] // Payload Format in an acknowledgement
    public void ABrokenRuleIsAFault(object type, string hex) =>
        Assert.False(AckPacket.TryRead((PacketType)type, Bytes.Of(hex), ProtocolVersion.V5, out _, out _));

    [Fact]
    public void Mqtt311HasNeitherReasonNorProperties()
    {
        Assert.False(AckPacket.TryRead(PacketType.Puback, Bytes.Of("0001 10"), ProtocolVersion.V311, out _, out _));
        Assert.Equal("40020001", Bytes.Written(
            new AckPacket { Type = PacketType.Puback, PacketId = 1, Reason = ReasonCode.QuotaExceeded }, ProtocolVersion.V311));
    }
}
