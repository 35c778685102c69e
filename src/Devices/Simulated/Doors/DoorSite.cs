namespace EdgeGateway.Devices.Simulated;

/// <summary>A doorway and how somebody mounted the sensor over it; every door differs.</summary>
/// <param name="MountMetres">The sensor above the floor.</param>
/// <param name="TiltDegrees">Off plumb, along the way people walk.</param>
/// <param name="OffsetMetres">The sensor beside the middle of the door.</param>
/// <param name="FloorReflectance">At 940 nm.</param>
/// <param name="AmbientLight">0 is a dark hall, 1 a shop window in daylight.</param>
/// <param name="FloorCelsius">The floor's temperature; clothes and hair are warmer by what is left of 34 °C.</param>
public sealed record DoorSite(
    double MountMetres, double TiltDegrees, double OffsetMetres, double FloorReflectance, double AmbientLight, double FloorCelsius)
{
    /// <summary>Of the passage. Up to a metre and a half people keep to its middle.</summary>
    public double WidthMetres { get; init; } = 1;

    /// <summary>Somewhere in the middle of everything.</summary>
    public static DoorSite Plain { get; } = new(2.4, 0, 0, 0.35, 0.2, 21);

    /// <summary>A door by its number.</summary>
    public static DoorSite Draw(int seed)
    {
        var dice = new Dice(seed, "door site");
        return new DoorSite(
            dice.Between(2.2, 2.6), dice.Between(-2.5, 2.5), dice.Between(-0.1, 0.1), dice.Between(0.15, 0.6), dice.Between(0, 0.6), dice.Between(16, 25));
    }
}
