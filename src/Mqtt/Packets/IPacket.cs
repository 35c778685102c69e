namespace EdgeGateway.Mqtt.Packets;

/// <summary>A packet that knows its length before it is written, so that a peer's Maximum Packet Size is checked first.</summary>
internal interface IPacket
{
    /// <summary>Bytes of the whole packet, fixed header included.</summary>
    int Length(ProtocolVersion version);

    /// <summary>Writes the whole packet; <paramref name="destination"/> has at least <see cref="Length"/> bytes. Returns that length.</summary>
    int Write(Span<byte> destination, ProtocolVersion version);
}
