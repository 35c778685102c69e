namespace EdgeGateway.Devices.Simulated;

/// <summary>What a thermal array is like. Rows run along the way people walk; row 0 looks to the street.</summary>
/// <param name="DegreesAlong">The view along the way people walk.</param>
/// <param name="NoiseKelvins">Of one pixel from frame to frame.</param>
/// <param name="StepKelvins">What the chip rounds to.</param>
public sealed record ThermalChip(int Rows, int Columns, double DegreesAlong, double DegreesAcross, double FramesPerSecond, double NoiseKelvins, double StepKelvins)
{
    /// <summary>Panasonic Grid-EYE: 60 degrees, 10 frames a second, steps of 0.25 °C.</summary>
    public static ThermalChip Amg8833 { get; } = new(8, 8, 60, 60, 10, 0.2, 0.25);

    /// <summary>Melexis MLX90640BAA: 110 by 75 degrees, sixteen halves of a chess-board a second.</summary>
    public static ThermalChip Mlx90640 { get; } = new(24, 32, 75, 110, 8, 0.35, 0.01) { Halves = 2 };

    /// <summary>A picture is measured in so many parts, one after the other.</summary>
    public int Halves { get; init; } = 1;
}
