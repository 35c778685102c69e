using System.Buffers.Binary;
using System.Text.Unicode;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>
/// Reads the data types of MQTT 5.0 section 1.5 from a packet's body. The first fault stays and everything after it reads as nothing,
/// so a packet's reader is a straight line that asks once at the end.
/// </summary>
internal ref struct PacketReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _unread = body;

    public Fault Fault { get; private set; }

    public readonly ReadOnlySpan<byte> Unread => _unread;

    public readonly bool IsAtEnd => _unread.IsEmpty;

    /// <summary>Stops the reading when there is a fault; only the first one counts.</summary>
    public void Fail(Fault fault)
    {
        if (fault.IsNone || !Fault.IsNone) return;

        Fault = fault;
        _unread = default;
    }

    public byte ReadByte()
    {
        var bytes = Take(1);
        return bytes.IsEmpty ? (byte)0 : bytes[0];
    }

    public ushort ReadUInt16()
    {
        var bytes = Take(2);
        return bytes.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    public uint ReadUInt32()
    {
        var bytes = Take(4);
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    public int ReadVariableInteger()
    {
        var bytes = VariableInteger.Read(_unread, out var value);
        if (bytes > 0)
            Take(bytes);
        else
            Fail(Fault.Malformed("A Variable Byte Integer is cut short, too long or not in its shortest form."));
        return bytes > 0 ? value : 0;
    }

    /// <summary>Two bytes of length, then so many bytes.</summary>
    public ReadOnlySpan<byte> ReadBinary() => Take(ReadUInt16());

    /// <summary>As <see cref="ReadBinary"/>, and well-formed UTF-8 without U+0000 (section 1.5.4).</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        var text = ReadBinary();
        if (Utf8.IsValid(text) && !text.Contains((byte)0)) return text;

        Fail(Fault.Malformed("A string is not well-formed UTF-8 or has the character U+0000."));
        return default;
    }

    /// <summary>A Packet Identifier, which is never 0 (section 2.2.1).</summary>
    public ushort ReadPacketId()
    {
        var id = ReadUInt16();
        if (id == 0) Fail(Fault.Malformed("A Packet Identifier is 0."));
        return id;
    }

    /// <summary>The properties of a packet of the given kind, checked; none in MQTT 3.1.1.</summary>
    public PropertyBlock ReadProperties(PropertyScope scope, ProtocolVersion version)
    {
        if (version != ProtocolVersion.V5 || !Fault.IsNone) return default;

        var bytes = Take(ReadVariableInteger());
        var fault = PropertyRules.Check(bytes, scope);
        if (fault.IsNone) return new PropertyBlock(bytes);

        Fail(fault);
        return default;
    }

    public ReadOnlySpan<byte> ReadRest() => Take(_unread.Length);

    /// <summary>True when everything was well and nothing is left over.</summary>
    public bool Finish(out Fault fault)
    {
        if (!IsAtEnd) Fail(Fault.Malformed("The packet is longer than its content."));
        fault = Fault;
        return fault.IsNone;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _unread.Length)
        {
            Fail(Fault.Malformed("The packet ends within a field."));
            return default;
        }

        var taken = _unread[..count];
        _unread = _unread[count..];
        return taken;
    }
}
