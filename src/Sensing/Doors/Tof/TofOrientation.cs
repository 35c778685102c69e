namespace EdgeGateway.Sensing.Doors;

/// <summary>Which half of a VL53L1X's SPADs looks to the street.</summary>
public enum TofOrientation
{
    /// <summary>Columns 0 to 7.</summary>
    StreetFirst,

    /// <summary>Columns 8 to 15: the sensor is turned by half a turn.</summary>
    Swapped,
}
