namespace EdgeGateway.Mqtt.Packets;

/// <summary>Which reason code may stand in which packet: MQTT 5.0 table 2-6.</summary>
internal static class ReasonCodes
{
    private static readonly Set Connack = new(0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9F);

    private static readonly Set Received = new(0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);

    private static readonly Set Released = new(0x00, 0x92);

    private static readonly Set Suback = new(0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2);

    private static readonly Set Unsuback = new(0x00, 0x11, 0x80, 0x83, 0x87, 0x8F, 0x91);

    private static readonly Set Disconnect = new(
        0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A,
        0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2);

    private static readonly Set Auth = new(0x00, 0x18, 0x19);

    public static bool IsAllowed(PacketType packet, byte code) => packet switch
    {
        PacketType.Connack => Connack.Has(code),
        PacketType.Puback or PacketType.Pubrec => Received.Has(code),
        PacketType.Pubrel or PacketType.Pubcomp => Released.Has(code),
        PacketType.Suback => Suback.Has(code),
        PacketType.Unsuback => Unsuback.Has(code),
        PacketType.Disconnect => Disconnect.Has(code),
        PacketType.Auth => Auth.Has(code),
        _ => false,
    };

    /// <summary>Reads a reason code that the packet may have; anything else is a fault.</summary>
    public static ReasonCode Read(scoped ref PacketReader reader, PacketType packet)
    {
        var code = reader.ReadByte();
        if (!IsAllowed(packet, code)) reader.Fail(Fault.Protocol("A reason code stands in a packet that may not have it."));
        return (ReasonCode)code;
    }

    /// <summary>The CONNACK return code of MQTT 3.1.1 section 3.2.2.3 as a reason code of MQTT 5.</summary>
    public static ReasonCode FromV311(byte returnCode) => returnCode switch
    {
        0 => ReasonCode.Success,
        1 => ReasonCode.UnsupportedProtocolVersion,
        2 => ReasonCode.ClientIdentifierNotValid,
        3 => ReasonCode.ServerUnavailable,
        4 => ReasonCode.BadUserNameOrPassword,
        5 => ReasonCode.NotAuthorized,
        _ => ReasonCode.UnspecifiedError,
    };

    /// <summary>The other way round; what MQTT 3.1.1 has no word for is "server unavailable".</summary>
    public static byte ToV311(ReasonCode reason) => reason switch
    {
        ReasonCode.Success => 0,
        ReasonCode.UnsupportedProtocolVersion => 1,
        ReasonCode.ClientIdentifierNotValid => 2,
        ReasonCode.BadUserNameOrPassword => 4,
        ReasonCode.NotAuthorized or ReasonCode.Banned => 5,
        _ => 3,
    };

    /// <summary>256 bits.</summary>
    private sealed class Set
    {
        private readonly UInt128 _low;
        private readonly UInt128 _high;

        public Set(params ReadOnlySpan<byte> codes)
        {
            foreach (var code in codes)
            {
                if (code < 128) _low |= UInt128.One << code;
                else _high |= UInt128.One << (code - 128);
            }
        }

        public bool Has(byte code) => ((code < 128 ? _low >> code : _high >> (code - 128)) & UInt128.One) != 0;
    }
}
