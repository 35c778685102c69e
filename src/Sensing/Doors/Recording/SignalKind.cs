namespace EdgeGateway.Sensing.Doors;

/// <summary>What a line of a door recording holds.</summary>
public enum SignalKind
{
    /// <summary>An edge of one of a pair's light beams.</summary>
    Beam,

    /// <summary>A distance of a time-of-flight sensor.</summary>
    Distance,

    /// <summary>A frame of a thermal array.</summary>
    Thermal,

    /// <summary>An edge of a light beam that stands alone: a total, no direction.</summary>
    SingleBeam,

    /// <summary>A distance of an ultrasonic sensor: a total, no direction.</summary>
    Ultrasonic,
}
