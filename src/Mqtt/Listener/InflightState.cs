namespace EdgeGateway.Mqtt.Listener;

/// <summary>Where a message with a packet identifier stands on its way to a subscriber (MQTT 5.0 section 4.3).</summary>
internal enum InflightState : byte
{
    /// <summary>The identifier is free.</summary>
    None,

    /// <summary>PUBACK or PUBREC is awaited.</summary>
    Published,

    /// <summary>PUBREC has come, PUBREL is sent, PUBCOMP is awaited; the message itself is forgotten.</summary>
    Released,
}
