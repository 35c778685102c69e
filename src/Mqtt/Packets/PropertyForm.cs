namespace EdgeGateway.Mqtt.Packets;

/// <summary>The data type of a property's value.</summary>
internal enum PropertyForm : byte
{
    Unknown = 0,
    Byte,
    UInt16,
    UInt32,
    VariableInteger,
    Utf8,
    Binary,
    Utf8Pair,
}
