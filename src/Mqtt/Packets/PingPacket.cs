namespace EdgeGateway.Mqtt.Packets;

/// <summary>PINGREQ and PINGRESP, MQTT 5.0 sections 3.12 and 3.13: a fixed header and nothing else.</summary>
internal readonly ref struct PingPacket : IPacket
{
    public static PingPacket Request => new() { Type = PacketType.Pingreq };

    public static PingPacket Response => new() { Type = PacketType.Pingresp };

    public PacketType Type { get; private init; }

    public static bool TryRead(ReadOnlySpan<byte> body, out Fault fault) => new PacketReader(body).Finish(out fault);

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(0);

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(Type, 0, 0);
        return writer.Written;
    }
}
