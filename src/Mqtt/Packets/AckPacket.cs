namespace EdgeGateway.Mqtt.Packets;

/// <summary>PUBACK, PUBREC, PUBREL and PUBCOMP, MQTT 5.0 sections 3.4 to 3.7: four packets of one shape.</summary>
internal readonly ref struct AckPacket : IPacket
{
    public PacketType Type { get; init; }

    public ushort PacketId { get; init; }

    public ReasonCode Reason { get; init; }

    public PropertyBlock Properties { get; init; }

    public static bool TryRead(
        PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version, out AckPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var packetId = reader.ReadPacketId();
        var isLong = version == ProtocolVersion.V5;
        packet = new AckPacket
        {
            Type = type,
            PacketId = packetId,
            Reason = isLong && !reader.IsAtEnd ? ReasonCodes.Read(ref reader, type) : ReasonCode.Success,
            Properties = isLong && !reader.IsAtEnd ? reader.ReadProperties((PropertyScope)(1 << (int)type), version) : default,
        };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var bodyLength = BodyLength(version);
        var writer = new PacketWriter(destination);
        writer.WriteHeader(Type, Type == PacketType.Pubrel ? 0b0010 : 0, bodyLength);
        writer.WriteUInt16(PacketId);
        if (bodyLength > 2) writer.WriteByte((byte)Reason);
        if (bodyLength > 3) writer.WriteProperties(Properties, version);
        return writer.Written;
    }

    // Success without properties is left out, success with properties is not (section 3.4.2).
    private int BodyLength(ProtocolVersion version) => (version, Properties.IsEmpty, Reason) switch
    {
        (ProtocolVersion.V311, _, _) => 2,
        (_, false, _) => 3 + Properties.Length(version),
        (_, true, ReasonCode.Success) => 2,
        _ => 3,
    };
}
