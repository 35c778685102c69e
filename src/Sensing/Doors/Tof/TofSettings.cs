namespace EdgeGateway.Sensing.Doors;

/// <summary>What a time-of-flight counter needs to know about its door.</summary>
public sealed record TofSettings
{
    /// <summary>
    /// What reads lower over the floor is nothing: shoes, a floor that dries. A small child beside the middle reads far lower than it
    /// is, because floor and head share the region.
    /// </summary>
    public double PersonMetresMin { get; init; } = 0.18;

    /// <summary>What is higher is no person: the leaf of a door, a banner.</summary>
    public double PersonMetresMax { get; init; } = 1.95;

    /// <summary>From the sensor to the floor; 0 learns it from the first readings, when nobody should be there.</summary>
    public double MountMetres { get; init; }

    /// <summary>Rows of SPADs in each region along the way people walk.</summary>
    public int RoiDepthSpads { get; init; } = 8;

    /// <summary>What stands still for longer than this is part of the room from then on.</summary>
    public TimeSpan AbsorbAfter { get; init; } = TimeSpan.FromSeconds(60);
}
