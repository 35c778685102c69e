using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One thermal array over a door: an element of <c>sensors.thermal</c>.</summary>
public sealed record ThermalDoorOptions
{
    private const double ApartMetresMin = 0.3;

    public string Name { get; init; } = "";

    /// <summary>The door's name in events; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary>The zone the door opens into.</summary>
    public string Zone { get; init; } = "entrance";

    public ThermalKind Kind { get; init; } = ThermalKind.Amg8833;

    /// <summary><c>i2c-1</c> or a path.</summary>
    public string Bus { get; init; } = "i2c-1";

    /// <summary>
    /// AMG8833: 105 (0x69, the default) or 104 (0x68), by its AD_SELECT pin. MLX90640: 51 (0x33, the default), or what was written into its EEPROM.
    /// </summary>
    public int? Address { get; init; }

    /// <summary>
    /// MLX90640 only: halves of a picture per second, 2, 4, 8, 16 (the default) or 32. 16 are eight whole pictures, four of a runner, and leave a bus of
    /// 400 kHz two fifths of its time; 32 need a bus of 1 MHz; under 8 whoever walks fast is missed.
    /// </summary>
    public int? RefreshHertz { get; init; }

    /// <summary>How far the array is turned, clockwise seen from above: 0, 90, 180 or 270. At 0 its first row looks to the street.</summary>
    public int TurnedDegrees { get; init; }

    /// <summary>
    /// Where the array hangs along a door that several arrays share, growing towards its last column. Each of them needs it, so that who is seen by two is
    /// counted once.
    /// </summary>
    public double? OffsetMetres { get; init; }

    /// <summary>From the array to the floor; only arrays that share a door need it.</summary>
    public double MountMetres { get; init; } = 2.4;

    /// <summary>Without a frame for longer than this the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    internal SeamPlace Place => new(OffsetMetres ?? 0, MountMetres, Kind == ThermalKind.Amg8833 ? 60 : TurnedDegrees is 90 or 270 ? 75 : 110);

    internal int ChipAddress => Address ?? (Kind == ThermalKind.Amg8833 ? 0x69 : 0x33);

    internal IThermalArray On(II2cBus bus) => Kind == ThermalKind.Amg8833 ? new Amg8833(bus, ChipAddress) : new Mlx90640(bus, ChipAddress, RefreshHertz ?? 16);

    /// <summary>Chips that two sensors both claim.</summary>
    public static IEnumerable<string> ProblemsBetween(IEnumerable<(string Key, ThermalDoorOptions Options)> arrays)
    {
        var taken = new Dictionary<(string, int), string>();
        foreach (var (key, options) in arrays)
        {
            if (!taken.TryAdd((options.Bus, options.ChipAddress), key))
                yield return $"{key}.address: {options.ChipAddress} on {options.Bus} is also {taken[(options.Bus, options.ChipAddress)]}; a bus holds two AMG8833, at 104 and 105, and one MLX90640 at 51";
        }
    }

    /// <summary>Arrays that share a door, and do not say where each hangs.</summary>
    public static IEnumerable<string> ProblemsOfDoors(IEnumerable<(string Key, ThermalDoorOptions Options)> arrays) =>
        SeamPlace.Problems(arrays.Select(one => (one.Key, one.Options.DoorName, one.Options.OffsetMetres)), "arrays", ApartMetresMin);

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"front-thermal\"";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the door opens into";
        if (Bus.Length == 0)
            yield return $"{key}.bus: is empty; name the I2C bus, for example \"i2c-1\" (i2cdetect -l lists them)";
        foreach (var problem in ChipProblems(key))
            yield return problem;
        if (TurnedDegrees is not (0 or 90 or 180 or 270))
            yield return $"{key}.turnedDegrees: {TurnedDegrees} is none of 0, 90, 180 and 270; mount the array square to the door";
        if (OffsetMetres is not (null or (>= -20 and <= 20)))
            yield return $"{key}.offsetMetres: {OffsetMetres} is outside -20 to 20; measure along the door from its middle";
        if (MountMetres is not (>= 2 and <= 4.5))
            yield return $"{key}.mountMetres: {MountMetres} is outside 2 to 4.5; enter what a ruler says from the array to the floor, 2.4 suits";
        if (SilentAfter < TimeSpan.FromSeconds(5) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 5 s to 2 min; frames come several times a second";
    }

    private IEnumerable<string> ChipProblems(string key)
    {
        if (Kind == ThermalKind.Amg8833 && ChipAddress is not (0x68 or 0x69))
            yield return $"{key}.address: {Address} is not one the AMG8833 has; use 104 (AD_SELECT to ground) or 105 (AD_SELECT to supply)";
        if (Kind == ThermalKind.Mlx90640 && ChipAddress is < 0x08 or > 0x77)
            yield return $"{key}.address: {Address} is no address of an I2C chip (8 to 119); an MLX90640 leaves the factory with 51";
        if (Kind == ThermalKind.Amg8833 && RefreshHertz is not null)
            yield return $"{key}.refreshHertz: is the MLX90640's; an AMG8833 always tells ten frames a second, leave it out";
        if (Kind == ThermalKind.Mlx90640 && RefreshHertz is not (null or 2 or 4 or 8 or 16 or 32))
            yield return $"{key}.refreshHertz: {RefreshHertz} is none of 2, 4, 8, 16 and 32; 16 suits a bus of 400 kHz";
    }
}
