namespace EdgeGateway.Mqtt.Packets;

/// <summary>The options byte of a subscription, MQTT 5.0 section 3.8.3.1.</summary>
internal readonly record struct SubscriptionOptions(
    QualityOfService Qos, bool NoLocal = false, bool RetainAsPublished = false, RetainHandling RetainHandling = RetainHandling.Send)
{
    public byte ToByte() =>
        (byte)((int)Qos | (NoLocal ? 0x04 : 0) | (RetainAsPublished ? 0x08 : 0) | ((int)RetainHandling << 4));

    public static SubscriptionOptions Read(scoped ref PacketReader reader, ProtocolVersion version)
    {
        var bits = reader.ReadByte();
        if ((bits & 0b11) == 3) reader.Fail(Fault.Protocol("A subscription asks for QoS 3."));
        if ((bits & 0xC0) != 0 || (version == ProtocolVersion.V311 && bits > 2))
            reader.Fail(Fault.Malformed("The reserved bits of a subscription's options are set."));
        if ((bits & 0x30) == 0x30) reader.Fail(Fault.Protocol("A subscription asks for Retain Handling 3."));
        return new SubscriptionOptions(
            (QualityOfService)(bits & 3), (bits & 0x04) != 0, (bits & 0x08) != 0, (RetainHandling)((bits >> 4) & 3));
    }
}
