namespace EdgeGateway.Sensing.Nfc;

/// <summary>The frames of the PN532's serial protocol (NXP UM0701-02, section 6.2.1).</summary>
internal enum Pn532FrameKind
{
    /// <summary>More bytes are needed.</summary>
    None,

    Ack,

    /// <summary>The other side asks for its last frame again.</summary>
    Nack,

    /// <summary>A command that the chip does not know (TFI 7F).</summary>
    Error,

    /// <summary>A normal or extended information frame.</summary>
    Data,

    /// <summary>A frame whose data checksum is wrong.</summary>
    Garbled,
}
