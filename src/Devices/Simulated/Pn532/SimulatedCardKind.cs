namespace EdgeGateway.Devices.Simulated;

/// <summary>How a simulated card talks.</summary>
public enum SimulatedCardKind
{
    /// <summary>ISO/IEC 14443 type A at 106 kbit/s.</summary>
    TypeA,

    /// <summary>ISO/IEC 14443 type B at 106 kbit/s.</summary>
    TypeB,

    /// <summary>JIS X 6319-4 at 212 and 424 kbit/s.</summary>
    FeliCa,
}
