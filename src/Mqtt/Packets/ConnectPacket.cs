namespace EdgeGateway.Mqtt.Packets;

/// <summary>CONNECT, MQTT 5.0 section 3.1. The protocol version stands in the packet itself.</summary>
internal readonly ref struct ConnectPacket : IPacket
{
    private const int UserNameFlag = 0x80;
    private const int PasswordFlag = 0x40;
    private const int WillRetainFlag = 0x20;
    private const int WillFlag = 0x04;
    private const int CleanStartFlag = 0x02;
    private const int ReservedFlag = 0x01;

    private static ReadOnlySpan<byte> ProtocolName => "MQTT"u8;

    public ProtocolVersion Version { get; init; }

    public bool CleanStart { get; init; }

    public ushort KeepAliveSeconds { get; init; }

    public ReadOnlySpan<byte> ClientId { get; init; }

    public PropertyBlock Properties { get; init; }

    public bool HasWill { get; init; }

    public WillPacket Will { get; init; }

    public bool HasUserName { get; init; }

    public ReadOnlySpan<byte> UserName { get; init; }

    public bool HasPassword { get; init; }

    public ReadOnlySpan<byte> Password { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> body, out ConnectPacket packet, out Fault fault)
    {
        var reader = new PacketReader(body);
        if (!reader.ReadUtf8().SequenceEqual(ProtocolName)) reader.Fail(Fault.Protocol("The protocol name is not MQTT."));
        var version = (ProtocolVersion)reader.ReadByte();
        if (version is not (ProtocolVersion.V311 or ProtocolVersion.V5))
            reader.Fail(new Fault(ReasonCode.UnsupportedProtocolVersion, "The protocol version is neither 5 nor 3.1.1."));

        var flags = reader.ReadByte();
        reader.Fail(FlagsFault(flags, version));
        var keepAlive = reader.ReadUInt16();
        var properties = reader.ReadProperties(PropertyScope.Connect, version);
        if (properties.TryGet(PropertyId.AuthenticationData, out _) && !properties.TryGet(PropertyId.AuthenticationMethod, out _))
            reader.Fail(Fault.Protocol("Authentication Data stands without Authentication Method."));

        packet = new ConnectPacket
        {
            Version = version,
            CleanStart = (flags & CleanStartFlag) != 0,
            KeepAliveSeconds = keepAlive,
            Properties = properties,
            ClientId = reader.ReadUtf8(),
            HasWill = (flags & WillFlag) != 0,
            Will = (flags & WillFlag) != 0 ? ReadWill(ref reader, flags, version) : default,
            HasUserName = (flags & UserNameFlag) != 0,
            UserName = (flags & UserNameFlag) != 0 ? reader.ReadUtf8() : default,
            HasPassword = (flags & PasswordFlag) != 0,
            Password = (flags & PasswordFlag) != 0 ? reader.ReadBinary() : default,
        };
        return reader.Finish(out fault);
    }

    public int Length(ProtocolVersion version) => PacketWriter.LengthOf(BodyLength());

    public int Write(Span<byte> destination, ProtocolVersion version)
    {
        var writer = new PacketWriter(destination);
        writer.WriteHeader(PacketType.Connect, 0, BodyLength());
        writer.WriteBinary(ProtocolName);
        writer.WriteByte((byte)Version);
        writer.WriteByte(Flags());
        writer.WriteUInt16(KeepAliveSeconds);
        writer.WriteProperties(Properties, Version);
        writer.WriteBinary(ClientId);
        if (HasWill) Will.Write(ref writer, Version);
        if (HasUserName) writer.WriteBinary(UserName);
        if (HasPassword) writer.WriteBinary(Password);
        return writer.Written;
    }

    private static WillPacket ReadWill(scoped ref PacketReader reader, byte flags, ProtocolVersion version)
    {
        var properties = reader.ReadProperties(PropertyScope.Will, version);
        var topic = reader.ReadUtf8();
        if (!TopicName.IsValid(topic)) reader.Fail(new Fault(ReasonCode.TopicNameInvalid, "The will's topic is empty or has a wildcard."));
        return new WillPacket
        {
            Properties = properties,
            Topic = topic,
            Payload = reader.ReadBinary(),
            Qos = (QualityOfService)((flags >> 3) & 3),
            Retain = (flags & WillRetainFlag) != 0,
        };
    }

    private static Fault FlagsFault(byte flags, ProtocolVersion version) => flags switch
    {
        _ when (flags & ReservedFlag) != 0 => Fault.Malformed("The reserved flag of CONNECT is set."),
        _ when (flags & 0x18) == 0x18 => Fault.Malformed("The will has QoS 3."),
        _ when (flags & WillFlag) == 0 && (flags & 0x38) != 0 => Fault.Malformed("CONNECT has flags of a will but no will."),
        _ when version == ProtocolVersion.V311 && (flags & (UserNameFlag | PasswordFlag)) == PasswordFlag =>
            Fault.Malformed("MQTT 3.1.1 has no password without a user name."),
        _ => Fault.None,
    };

    private int BodyLength() =>
        PacketWriter.LengthOf(ProtocolName) + 4 + Properties.Length(Version) + PacketWriter.LengthOf(ClientId)
        + (HasWill ? Will.Length(Version) : 0)
        + (HasUserName ? PacketWriter.LengthOf(UserName) : 0)
        + (HasPassword ? PacketWriter.LengthOf(Password) : 0);

    private byte Flags() => (byte)(
        (HasUserName ? UserNameFlag : 0) | (HasPassword ? PasswordFlag : 0) | (CleanStart ? CleanStartFlag : 0)
        | (HasWill ? WillFlag | ((int)Will.Qos << 3) | (Will.Retain ? WillRetainFlag : 0) : 0));
}
