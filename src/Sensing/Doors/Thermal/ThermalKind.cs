namespace EdgeGateway.Sensing.Doors;

/// <summary>Which chip looks down on a door.</summary>
public enum ThermalKind
{
    /// <summary>Panasonic Grid-EYE: 8 by 8 pixels, 60 by 60 degrees.</summary>
    Amg8833,

    /// <summary>Melexis MLX90640BAA: 24 by 32 pixels, 75 degrees along the way people walk, 110 along the door.</summary>
    Mlx90640,
}
