namespace EdgeGateway.Mqtt.Packets;

/// <summary>DISCONNECT and AUTH, MQTT 5.0 sections 3.14 and 3.15: a reason and properties, both left out when there is nothing to say.</summary>
internal readonly ref struct DisconnectPacket : IPacket
{
    public DisconnectPacket()
    {
    }

    /// <summary><see cref="PacketType.Disconnect"/>, or <see cref="PacketType.Auth"/> in MQTT 5.</summary>
    public PacketType Type { get; init; } = PacketType.Disconnect;

    public ReasonCode Reason { get; init; }

    public PropertyBlock Properties { get; init; }

    public static bool TryRead(
        PacketType type, ReadOnlySpan<byte> body, ProtocolVersion version, out DisconnectPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        if (type == PacketType.Auth && version != ProtocolVersion.V5)
            reader.Fail(Fault.Malformed("MQTT 3.1.1 has no AUTH."));
        var isLong = version == ProtocolVersion.V5;
        packet = new DisconnectPacket
        {
            Type = type,
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
        writer.WriteHeader(Type, 0, bodyLength);
        if (bodyLength > 0) writer.WriteByte((byte)Reason);
        if (bodyLength > 1) writer.WriteProperties(Properties, version);
        return writer.Written;
    }

    private int BodyLength(ProtocolVersion version) => (version, Properties.IsEmpty, Reason) switch
    {
        (ProtocolVersion.V311, _, _) => 0,
        (_, false, _) => 1 + Properties.Length(version),
        (_, true, ReasonCode.Success) => 0,
        _ => 1,
    };
}
