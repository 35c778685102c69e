using System.Text;

namespace EdgeGateway.Mqtt.Packets;

/// <summary>
/// The properties of one packet as encoded bytes. Read blocks were checked by <see cref="PropertyRules"/>, written ones come from a
/// <see cref="PropertyBuilder"/>; either way looking one up is a walk over a few bytes and costs no memory.
/// </summary>
internal readonly ref struct PropertyBlock(ReadOnlySpan<byte> bytes)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Bytes on the wire with the length in front; nothing in MQTT 3.1.1.</summary>
    public int Length(ProtocolVersion version) =>
        version == ProtocolVersion.V5 ? VariableInteger.Length(Bytes.Length) + Bytes.Length : 0;

    public bool TryGet(PropertyId id, out Property property)
    {
        foreach (var candidate in this)
        {
            if (candidate.Id != id) continue;

            property = candidate;
            return true;
        }

        property = default;
        return false;
    }

    public uint? Number(PropertyId id) => TryGet(id, out var property) ? property.Number : null;

    /// <summary>A property of 0 or 1 whose absence means <paramref name="otherwise"/>.</summary>
    public bool Flag(PropertyId id, bool otherwise) => TryGet(id, out var property) ? property.Number == 1 : otherwise;

    /// <summary>Allocates: for what is read once in a connection.</summary>
    public string? Text(PropertyId id) => TryGet(id, out var property) ? Encoding.UTF8.GetString(property.Bytes) : null;

    public Enumerator GetEnumerator() => new(Bytes);

    /// <summary>Walks the properties in their order.</summary>
    internal ref struct Enumerator(ReadOnlySpan<byte> bytes)
    {
        private PacketReader _reader = new(bytes);

        public Property Current { get; private set; }

        public bool MoveNext()
        {
            if (_reader.IsAtEnd) return false;

            Current = Property.Read(ref _reader);
            return _reader.Fault.IsNone;
        }
    }
}
