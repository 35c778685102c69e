namespace EdgeGateway.Sensing.Doors;

/// <summary>What a line of a door recording holds.</summary>
public enum SignalKind
{
    /// <summary>An edge of a light beam.</summary>
    Beam,

    /// <summary>A distance of a time-of-flight sensor.</summary>
    Distance,

    /// <summary>A frame of a thermal array.</summary>
    Thermal,
}
