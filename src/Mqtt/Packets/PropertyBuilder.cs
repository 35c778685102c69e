using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>Encodes the properties of a packet into a buffer that is used again and again. Not for two threads at once.</summary>
internal sealed class PropertyBuilder
{
    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    /// <summary>What was added since <see cref="Clear"/>; valid until the next addition.</summary>
    public PropertyBlock Block => new(_bytes.WrittenSpan);

    public PropertyBuilder Clear()
    {
        _bytes.ResetWrittenCount();
        return this;
    }

    public PropertyBuilder Add(PropertyId id, uint number)
    {
        var span = _bytes.GetSpan(1 + sizeof(uint));
        span[0] = (byte)id;
        _bytes.Advance(1 + Write(span[1..], PropertyRules.Form(id), number));
        return this;
    }

    public PropertyBuilder Add(PropertyId id, bool flag) => Add(id, flag ? 1u : 0u);

    public PropertyBuilder Add(PropertyId id, ReadOnlySpan<byte> bytes)
    {
        var writer = new PacketWriter(_bytes.GetSpan(1 + PacketWriter.LengthOf(bytes)));
        writer.WriteByte((byte)id);
        writer.WriteBinary(bytes);
        _bytes.Advance(writer.Written);
        return this;
    }

    public PropertyBuilder Add(PropertyId id, string text)
    {
        AddId(id);
        AddText(text);
        return this;
    }

    public PropertyBuilder AddUser(string name, string value)
    {
        AddId(PropertyId.UserProperty);
        AddText(name);
        AddText(value);
        return this;
    }

    /// <summary>A property taken over from another packet as it stands.</summary>
    public PropertyBuilder Add(Property property)
    {
        _bytes.Write(property.Encoded);
        return this;
    }

    private static int Write(Span<byte> destination, PropertyForm form, uint number)
    {
        var writer = new PacketWriter(destination);
        switch (form)
        {
            case PropertyForm.Byte: writer.WriteByte(checked((byte)number)); break;
            case PropertyForm.UInt16: writer.WriteUInt16(checked((ushort)number)); break;
            case PropertyForm.UInt32: writer.WriteUInt32(number); break;
            case PropertyForm.VariableInteger: writer.WriteVariableInteger(checked((int)number)); break;
            default: throw new ArgumentException("The property is not a number.", nameof(form));
        }

        return writer.Written;
    }

    private void AddId(PropertyId id)
    {
        _bytes.GetSpan(1)[0] = (byte)id;
        _bytes.Advance(1);
    }

    private void AddText(string text)
    {
        var span = _bytes.GetSpan(2 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, span[2..]);
        BinaryPrimitives.WriteUInt16BigEndian(span, checked((ushort)length));
        _bytes.Advance(2 + length);
    }
}
