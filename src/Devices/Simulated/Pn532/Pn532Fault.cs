namespace EdgeGateway.Devices.Simulated;

/// <summary>What can be wrong with a simulated reader.</summary>
public enum Pn532Fault
{
    None,

    /// <summary>Hung: it takes bytes and says nothing, until its power is cycled.</summary>
    Deaf,

    /// <summary>It acknowledges and never answers.</summary>
    Mute,

    /// <summary>Noise on the line before every frame.</summary>
    Garbage,

    /// <summary>Every answer's checksum is wrong the first time; asked again, it is right.</summary>
    BitErrors,
}
