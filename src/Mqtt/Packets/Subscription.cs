namespace EdgeGateway.Mqtt.Packets;

/// <summary>One line of a SUBSCRIBE. The filter is well-formed UTF-8; whether it is a valid filter says <see cref="TopicFilter"/>.</summary>
internal readonly ref struct Subscription(ReadOnlySpan<byte> filter, SubscriptionOptions options)
{
    public ReadOnlySpan<byte> Filter { get; } = filter;

    public SubscriptionOptions Options { get; } = options;

    /// <summary>Bytes on the wire.</summary>
    public int Length => PacketWriter.LengthOf(Filter) + 1;

    public static Subscription Read(scoped ref PacketReader reader, ProtocolVersion version)
    {
        var filter = reader.ReadUtf8();
        var options = SubscriptionOptions.Read(ref reader, version);
        if (options.NoLocal && TopicFilter.IsShared(filter))
            reader.Fail(Fault.Protocol("A shared subscription has No Local."));
        return new Subscription(filter, options);
    }

    public int Write(Span<byte> destination)
    {
        var writer = new PacketWriter(destination);
        writer.WriteBinary(Filter);
        writer.WriteByte(Options.ToByte());
        return writer.Written;
    }
}
