namespace EdgeGateway.Sensing.Doors;

/// <summary>The settings of the sensors whose signals a recording may hold. Of each only what its counter goes by matters; its wiring does not.</summary>
public sealed record ReplayOptions
{
    public BeamDoorOptions Beams { get; init; } = new();

    public TofDoorOptions Tof { get; init; } = new();

    public ThermalDoorOptions Thermal { get; init; } = new();

    public SingleBeamOptions SingleBeam { get; init; } = new();

    public UltrasonicOptions Ultrasonic { get; init; } = new();
}
