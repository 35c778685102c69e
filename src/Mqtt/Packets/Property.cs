namespace EdgeGateway.Mqtt.Packets;

/// <summary>One property: a number, or bytes; a user property has a name in <see cref="Bytes"/> and a second string.</summary>
internal readonly ref struct Property
{
    public PropertyId Id { get; init; }

    public uint Number { get; init; }

    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The value of a user property.</summary>
    public ReadOnlySpan<byte> Value { get; init; }

    /// <summary>Where this property begins and ends in its block, for copying it as it is.</summary>
    public ReadOnlySpan<byte> Encoded { get; init; }

    public static Property Read(scoped ref PacketReader reader)
    {
        var start = reader.Unread;
        var id = (PropertyId)reader.ReadVariableInteger();
        var form = PropertyRules.Form(id);
        var number = form switch
        {
            PropertyForm.Byte => reader.ReadByte(),
            PropertyForm.UInt16 => reader.ReadUInt16(),
            PropertyForm.UInt32 => reader.ReadUInt32(),
            PropertyForm.VariableInteger => (uint)reader.ReadVariableInteger(),
            _ => 0u,
        };
        var bytes = form switch
        {
            PropertyForm.Utf8 or PropertyForm.Utf8Pair => reader.ReadUtf8(),
            PropertyForm.Binary => reader.ReadBinary(),
            _ => default,
        };
        var value = form == PropertyForm.Utf8Pair ? reader.ReadUtf8() : default;
        if (form == PropertyForm.Unknown) reader.Fail(Fault.Malformed("A property has an unknown identifier."));
        return new Property
        {
            Id = id,
            Number = number,
            Bytes = bytes,
            Value = value,
            Encoded = start[..(start.Length - reader.Unread.Length)],
        };
    }
}
