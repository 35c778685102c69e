namespace EdgeGateway.Mqtt.Client;

/// <summary>A QoS 2 message that outlived its connection. Its identifier must not be used for another message while the session lasts.</summary>
/// <param name="IsReleased">The broker has the message; only PUBREL and PUBCOMP are missing.</param>
/// <param name="HasTag">The owner knows it by its tag.</param>
internal readonly record struct ResumedMessage(ushort PacketId, long Tag, bool IsReleased, bool HasTag);
