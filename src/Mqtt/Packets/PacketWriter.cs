using System.Buffers.Binary;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>Writes the data types of MQTT 5.0 section 1.5 into a span that was measured beforehand; the twin of <see cref="PacketReader"/>.</summary>
internal ref struct PacketWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Written { get; private set; }

    /// <summary>Bytes of a packet whose body has the given length.</summary>
    public static int LengthOf(int bodyBytes) => 1 + VariableInteger.Length(bodyBytes) + bodyBytes;

    /// <summary>Bytes of a string or of binary data with its length in front.</summary>
    public static int LengthOf(ReadOnlySpan<byte> field) => 2 + field.Length;

    public void WriteHeader(PacketType type, int flags, int bodyBytes)
    {
        WriteByte((byte)(((int)type << 4) | flags));
        WriteVariableInteger(bodyBytes);
    }

    public void WriteByte(byte value) => _destination[Written++] = value;

    public void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_destination[Written..], value);
        Written += 2;
    }

    public void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_destination[Written..], value);
        Written += 4;
    }

    public void WriteVariableInteger(int value) => Written += VariableInteger.Write(_destination[Written..], value);

    /// <summary>Two bytes of length, then the bytes; at most 65 535 of them.</summary>
    public void WriteBinary(ReadOnlySpan<byte> field)
    {
        WriteUInt16(checked((ushort)field.Length));
        WriteRaw(field);
    }

    public void WriteProperties(PropertyBlock properties, ProtocolVersion version)
    {
        if (version != ProtocolVersion.V5) return;

        WriteVariableInteger(properties.Bytes.Length);
        WriteRaw(properties.Bytes);
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Written..]);
        Written += bytes.Length;
    }
}
