namespace EdgeGateway.Mqtt.Packets;

/// <summary>What the bytes received so far hold.</summary>
internal enum FrameStatus
{
    /// <summary>The bytes end before the packet does.</summary>
    Incomplete,

    /// <summary>One whole packet.</summary>
    Complete,

    /// <summary>Not MQTT, or longer than allowed; the connection cannot go on.</summary>
    Faulty,
}
