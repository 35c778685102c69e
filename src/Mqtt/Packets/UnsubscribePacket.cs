namespace EdgeGateway.Mqtt.Packets;

/// <summary>UNSUBSCRIBE, MQTT 5.0 section 3.10. A loop over the packet reads its filters one by one.</summary>
internal readonly ref struct UnsubscribePacket : IPacket
{
    public ushort PacketId { get; init; }

    public PropertyBlock Properties { get; init; }

    /// <summary>Strings with their length, one behind the other.</summary>
    public ReadOnlySpan<byte> Filters { get; init; }

    /// <summary>How many there are; set by the reader.</summary>
    public int Count { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> body, ProtocolVersion version, out UnsubscribePacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        var packetId = reader.ReadPacketId();
        var properties = reader.ReadProperties(PropertyScope.Unsubscribe, version);
        var filters = reader.Unread;
        var count = 0;
        for (; !reader.IsAtEnd; count++) reader.ReadUtf8();
        if (count == 0) reader.Fail(Fault.Protocol("An UNSUBSCRIBE has no filter."));

        packet = new UnsubscribePacket { PacketId = packetId, Properties = properties, Filters = filters, Count = count };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength(version));

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(PacketType.Unsubscribe, 0b0010, BodyLength(version));
        writer.WriteUInt16(PacketId);
        writer.WriteProperties(Properties, version);
        writer.WriteRaw(Filters);
        return writer.Written;
    }

    public Enumerator GetEnumerator() => new(Filters);

    private int BodyLength(ProtocolVersion version) => 2 + Properties.Length(version) + Filters.Length;

    /// <summary>Walks the filters, which the reader has checked.</summary>
    internal ref struct Enumerator(ReadOnlySpan<byte> filters)
    {
        private PacketReader _reader = new(filters);

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (_reader.IsAtEnd) return false;

            Current = _reader.ReadUtf8();
            return _reader.Fault.IsNone;
        }
    }
}
