namespace EdgeGateway.Mqtt.Packets;

/// <summary>SUBSCRIBE, MQTT 5.0 section 3.8. Its subscriptions stay encoded; a loop over the packet reads them one by one.</summary>
internal readonly ref struct SubscribePacket : IPacket
{
    public ushort PacketId { get; init; }

    public PropertyBlock Properties { get; init; }

    /// <summary>One <see cref="Subscription"/> behind the other.</summary>
    public ReadOnlySpan<byte> Subscriptions { get; init; }

    /// <summary>How many there are; set by the reader.</summary>
    public int Count { get; init; }

    private ProtocolVersion Version { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> body, ProtocolVersion version, out SubscribePacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var packetId = reader.ReadPacketId();
        var properties = reader.ReadProperties(PropertyScope.Subscribe, version);
        var subscriptions = reader.Unread;
        var count = 0;
        for (; !reader.IsAtEnd; count++) Subscription.Read(ref reader, version);
        if (count == 0) reader.Fail(Fault.Protocol("A SUBSCRIBE has no subscription."));

        packet = new SubscribePacket
        {
            PacketId = packetId,
            Properties = properties,
            Subscriptions = subscriptions,
            Count = count,
            Version = version,
        };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(PacketType.Subscribe, 0b0010, BodyLength(version));
        writer.WriteUInt16(PacketId);
        writer.WriteProperties(Properties, version);
        writer.WriteRaw(Subscriptions);
        return writer.Written;
    }

    public Enumerator GetEnumerator() => new(Subscriptions, Version);

    private int BodyLength(ProtocolVersion version) => 2 + Properties.Length(version) + Subscriptions.Length;

    /// <summary>Walks the subscriptions, which the reader has checked.</summary>
    internal ref struct Enumerator(ReadOnlySpan<byte> subscriptions, ProtocolVersion version)
    {
        private PacketReader _reader = new(subscriptions);

        public Subscription Current { get; private set; }

        public bool MoveNext()
        {
            if (_reader.IsAtEnd) return false;

            Current = Subscription.Read(ref _reader, version);
            return _reader.Fault.IsNone;
        }
    }
}
