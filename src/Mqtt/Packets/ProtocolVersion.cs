namespace EdgeGateway.Mqtt.Packets;

/// <summary>The protocol level in CONNECT; it decides whether packets carry properties and reason codes.</summary>
internal enum ProtocolVersion : byte
{
    /// <summary>MQTT 3.1.1</summary>
    V311 = 4,

    /// <summary>MQTT 5.0</summary>
    V5 = 5,
}
