namespace EdgeGateway.Mqtt.Packets;

/// <summary>Whether a new subscription is sent the retained messages, MQTT 5.0 section 3.8.3.1.</summary>
internal enum RetainHandling : byte
{
    Send = 0,
    SendIfNew = 1,
    DoNotSend = 2,
}
