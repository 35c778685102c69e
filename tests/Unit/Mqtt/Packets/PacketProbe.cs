using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

/// <summary>Reads whatever stands in some bytes as deep as the readers go.</summary>
internal static class PacketProbe
{
    /// <summary>How many packets were read without fault.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, ProtocolVersion version)
    {
        var count = 0;
        while (FrameHeader.Split(ref bytes, 1 << 20, out var header, out var body, out var fault) == FrameStatus.Complete)
        {
            var isWell = Read(header, body, version, out fault);
            Assert.Equal(isWell, fault.IsNone);
            if (!isWell) Assert.NotEmpty(fault.Explanation);
            if (isWell) count++;
        }

        return count;
    }

    private static bool Read(FrameHeader header, ReadOnlySpan<byte> body, ProtocolVersion version, out Fault fault)
    {
        switch (header.Type)
        {
            case PacketType.Connect:
                if (ConnectPacket.TryRead(body, out var connect, out fault)) return Same(header, body, connect, connect.Version);
                return false;
            case PacketType.Connack:
                if (ConnackPacket.TryRead(body, version, out var connack, out fault)) Walk(connack.Properties);
                return fault.IsNone;
            case PacketType.Publish:
                if (!PublishPacket.TryRead(header.Flags, body, version, out var publish, out fault)) return false;
                Assert.NotNull(publish.ToMessage(Encoding.UTF8.GetString(publish.Topic)));
                return Same(header, body, publish, version);
            case PacketType.Puback or PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp:
                if (AckPacket.TryRead(header.Type, body, version, out var ack, out fault)) Walk(ack.Properties);
                return fault.IsNone;
            case PacketType.Subscribe:
                if (!SubscribePacket.TryRead(body, version, out var subscribe, out fault)) return false;
                var subscriptions = 0;
                foreach (var subscription in subscribe)
                {
                    subscriptions++;
                    TopicFilter.IsValid(subscription.Filter);
                    TopicFilter.Matches(subscription.Filter, "a/b/c"u8);
                }

                Assert.Equal(subscribe.Count, subscriptions);
                return Same(header, body, subscribe, version);
            case PacketType.Unsubscribe:
                if (!UnsubscribePacket.TryRead(body, version, out var unsubscribe, out fault)) return false;
                return Same(header, body, unsubscribe, version);
            case PacketType.Suback or PacketType.Unsuback:
                return SubackPacket.TryRead(header.Type, body, version, out _, out fault);
            case PacketType.Disconnect or PacketType.Auth:
                if (DisconnectPacket.TryRead(header.Type, body, version, out var disconnect, out fault)) Walk(disconnect.Properties);
                return fault.IsNone;
            default:
                return PingPacket.TryRead(body, out fault);
        }
    }

    // What was read well is written back as it was: the twin's proof on bytes that nobody chose.
    private static bool Same<TPacket>(FrameHeader header, ReadOnlySpan<byte> body, scoped TPacket packet, ProtocolVersion version)
        where TPacket : IPacket, allows ref struct
    {
        var written = new byte[packet.Length(version)];
        packet.Write(written, version);
        Assert.True(body.SequenceEqual(written.AsSpan(written.Length - body.Length)));
        Assert.Equal(header.TotalBytes, written.Length);
        return true;
    }

    private static void Walk(PropertyBlock properties)
    {
        foreach (var property in properties) Assert.NotEqual(PropertyForm.Unknown, PropertyRules.Form(property.Id));
    }
}
