namespace EdgeGateway.Devices.Simulated;

/// <summary>What the host has sent.</summary>
internal enum HostFrame
{
    /// <summary>Nothing complete yet, or nothing that is a frame.</summary>
    None,

    Ack,

    Nack,

    Command,

    /// <summary>A frame whose checksum is wrong.</summary>
    Garbled,
}
