namespace EdgeGateway.Mqtt.Packets;

/// <summary>The last will as it travels inside CONNECT, MQTT 5.0 section 3.1.3.2.</summary>
internal readonly ref struct WillPacket
{
    public ReadOnlySpan<byte> Topic { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }

    public QualityOfService Qos { get; init; }

    public bool Retain { get; init; }

    public PropertyBlock Properties { get; init; }

    public int Length(ProtocolVersion version) =>
        Properties.Length(version) + PacketWriter.LengthOf(Topic) + PacketWriter.LengthOf(Payload);

    public void Write(ref PacketWriter writer, ProtocolVersion version)
    {
        writer.WriteProperties(Properties, version);
        writer.WriteBinary(Topic);
        writer.WriteBinary(Payload);
    }
}
