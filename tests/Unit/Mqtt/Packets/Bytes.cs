using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

/// <summary>Packets as hexadecimal text, with spaces where a person reads better.</summary>
internal static class Bytes
{
    public static byte[] Of(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Written<TPacket>(scoped TPacket packet, ProtocolVersion version = ProtocolVersion.V5)
        where TPacket : IPacket, allows ref struct
    {
        var bytes = new byte[packet.Length(version)];
        Assert.Equal(bytes.Length, packet.Write(bytes, version));
        return Convert.ToHexString(bytes);
    }

    /// <summary>The fixed header's flags and the body of one whole packet.</summary>
    public static FrameHeader Frame(byte[] packet, out ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> unread = packet;
        Assert.Equal(FrameStatus.Complete, FrameHeader.Split(ref unread, int.MaxValue, out var header, out body, out _));
        Assert.True(unread.IsEmpty);
        return header;
    }
}
