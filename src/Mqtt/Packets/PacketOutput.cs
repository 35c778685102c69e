using System.Buffers;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>Writing a packet into what collects bytes for a socket.</summary>
internal static class PacketOutput
{
    public static void Write<TPacket>(this IBufferWriter<byte> output, scoped TPacket packet, ProtocolVersion version)
        where TPacket : IPacket, allows ref struct
    {
        var length = packet.Length(version);
        output.Advance(packet.Write(output.GetSpan(length), version));
    }
}
