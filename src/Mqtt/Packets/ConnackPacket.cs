namespace EdgeGateway.Mqtt.Packets;

/// <summary>CONNACK, MQTT 5.0 section 3.2.</summary>
internal readonly ref struct ConnackPacket : IPacket
{
    public bool SessionPresent { get; init; }

    public ReasonCode Reason { get; init; }

    public PropertyBlock Properties { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> body, ProtocolVersion version, out ConnackPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var flags = reader.ReadByte();
        if (flags > 1) reader.Fail(Fault.Malformed("The reserved flags of CONNACK are set."));
        // A broker that speaks only 3.1.1 answers a CONNECT of version 5 with the two bytes that it knows.
        var reason = version == ProtocolVersion.V5 && body.Length > 2
            ? ReasonCodes.Read(ref reader, PacketType.Connack)
            : ReasonCodes.FromV311(reader.ReadByte());
        if (flags != 0 && reason != ReasonCode.Success)
            reader.Fail(Fault.Protocol("A refusing CONNACK says that a session is present."));

        packet = new ConnackPacket
        {
            SessionPresent = flags != 0,
            Reason = reason,
            Properties = reader.IsAtEnd && reason != ReasonCode.Success ? default : reader.ReadProperties(PropertyScope.Connack, version),
        };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(PacketType.Connack, 0, BodyLength(version));
        writer.WriteByte(SessionPresent ? (byte)1 : (byte)0);
        writer.WriteByte(version == ProtocolVersion.V5 ? (byte)Reason : ReasonCodes.ToV311(Reason));
        writer.WriteProperties(Properties, version);
        return writer.Written;
    }

    private int BodyLength(ProtocolVersion version) => 2 + Properties.Length(version);
}
