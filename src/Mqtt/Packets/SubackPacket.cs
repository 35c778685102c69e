namespace EdgeGateway.Mqtt.Packets;

/// <summary>SUBACK and UNSUBACK, MQTT 5.0 sections 3.9 and 3.11: a reason code for each filter, in the request's order.</summary>
internal readonly ref struct SubackPacket : IPacket
{
    public PacketType Type { get; init; }

    public ushort PacketId { get; init; }

    public PropertyBlock Properties { get; init; }

    /// <summary><see cref="ReasonCode"/>s as bytes; none in an UNSUBACK of MQTT 3.1.1.</summary>
    public ReadOnlySpan<byte> Codes { get; init; }

    public static bool TryRead(
        PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version, out SubackPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var packetId = reader.ReadPacketId();
        var properties = reader.ReadProperties((PropertyScope)(1 << (int)type), version);
        var hasCodes = type == PacketType.Suback || version == ProtocolVersion.V5;
        var codes = hasCodes ? reader.Unread : default;
        if (hasCodes && codes.IsEmpty) reader.Fail(Fault.Protocol("A SUBACK or UNSUBACK has no reason code."));
        for (var i = 0; i < codes.Length; i++) ReasonCodes.Read(ref reader, type);

        packet = new SubackPacket { Type = type, PacketId = packetId, Properties = properties, Codes = codes };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(Type, 0, BodyLength(version));
        writer.WriteUInt16(PacketId);
        writer.WriteProperties(Properties, version);
        if (HasCodes(version)) writer.WriteRaw(Codes);
        return writer.Written;
    }

    private bool HasCodes(ProtocolVersion version) => Type == PacketType.Suback || version == ProtocolVersion.V5;

    private int BodyLength(ProtocolVersion version) => 2 + Properties.Length(version) + (HasCodes(version) ? Codes.Length : 0);
}
