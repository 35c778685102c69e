namespace EdgeGateway.Mqtt.Packets;

/// <summary>PUBLISH, MQTT 5.0 section 3.3.</summary>
internal readonly ref struct PublishPacket : IPacket
{
    private const int DuplicateFlag = 0x08;
    private const int RetainFlag = 0x01;

    public bool Duplicate { get; init; }

    public QualityOfService Qos { get; init; }

    public bool Retain { get; init; }

    /// <summary>UTF-8; empty only beside a Topic Alias.</summary>
    public ReadOnlySpan<byte> Topic { get; init; }

    /// <summary>0 for QoS 0, which has none.</summary>
    public ushort PacketId { get; init; }

    public PropertyBlock Properties { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    public static bool TryRead(byte flags, ReadOnlySpan<byte> body, ProtocolVersion version, out PublishPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var qos = (QualityOfService)((flags >> 1) & 3);
        var topic = reader.ReadUtf8();
        if (!topic.IsEmpty && !TopicName.IsValid(topic))
            reader.Fail(new Fault(ReasonCode.TopicNameInvalid, "The topic of a PUBLISH has a wildcard."));
        var packetId = qos == QualityOfService.AtMostOnce ? (ushort)0 : reader.ReadPacketId();
        var properties = reader.ReadProperties(PropertyScope.Publish, version);
        if (topic.IsEmpty && !properties.TryGet(PropertyId.TopicAlias, out _))
            reader.Fail(Fault.Protocol("A PUBLISH has neither a topic nor a Topic Alias."));

        packet = new PublishPacket
        {
            Duplicate = (flags & DuplicateFlag) != 0,
            Qos = qos,
            Retain = (flags & RetainFlag) != 0,
            Topic = topic,
            PacketId = packetId,
            Properties = properties,
            Payload = reader.ReadRest(),
        };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(PacketType.Publish, Flags(), BodyLength(version));
        writer.WriteBinary(Topic);
        if (Qos != QualityOfService.AtMostOnce) writer.WriteUInt16(PacketId);
        writer.WriteProperties(Properties, version);
        writer.WriteRaw(Payload);
        return writer.Written;
    }

    private int Flags() => (Duplicate ? DuplicateFlag : 0) | ((int)Qos << 1) | (Retain ? RetainFlag : 0);

    private int BodyLength(ProtocolVersion version) =>
        PacketWriter.LengthOf(Topic) + (Qos == QualityOfService.AtMostOnce ? 0 : 2) + Properties.Length(version) + Payload.Length;
}
