namespace EdgeGateway.Sensing.Doors;

/// <summary>One VL53L1X time-of-flight sensor over a door: an element of <c>sensors.tof</c>.</summary>
public sealed record TofDoorOptions
{
    // 16 SPADs of the array lie across the way people walk; 27 degrees are its diagonal (DS12385).
    internal const double DegreesAcross = 19.1;

    private const double UsualMountMetres = 2.4;
    private const double ApartMetresMin = 0.5;

    public string Name { get; init; } = "";

    /// <summary>The door's name in events; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary>The zone the door opens into.</summary>
    public string Zone { get; init; } = "entrance";

    /// <summary><c>i2c-1</c> or a path.</summary>
    public string Bus { get; init; } = "i2c-1";

    /// <summary>41 (0x29) after every power-up; another one only where something moves the chip before the gateway starts.</summary>
    public int Address { get; init; } = Vl53l1x.FactoryAddress;

    /// <summary>Which half of the sensor looks to the street.</summary>
    public TofOrientation Orientation { get; init; } = TofOrientation.StreetFirst;

    /// <summary>From the sensor to the floor, by a ruler; 0 learns it in the first second after a start, which should find the door empty.</summary>
    public double MountMetres { get; init; }

    /// <summary>
    /// Where the sensor hangs along a door that several of them share. Each of them needs it, so that who is seen by two is counted once.
    /// </summary>
    public double? OffsetMetres { get; init; }

    /// <summary>Light is collected for so long per region: 20, 33, 50 or 100 ms. Less sees faster people, more sees darker floors.</summary>
    public TimeSpan TimingBudget { get; init; } = TimeSpan.FromMilliseconds(33);

    /// <summary>Columns of SPADs in each region, 4 to 8. Fewer part the regions further, and see less light.</summary>
    public int RoiDepthSpads { get; init; } = 8;

    /// <summary>What is lower is nobody.</summary>
    public double PersonMetresMin { get; init; } = new TofSettings().PersonMetresMin;

    /// <summary>What is higher is a door leaf.</summary>
    public double PersonMetresMax { get; init; } = new TofSettings().PersonMetresMax;

    /// <summary>Something stands in the door for longer than this: it is reported blocked, and people are counted over what stands there.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Without a measurement for longer than this the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    internal SeamPlace Place => new(OffsetMetres ?? 0, MountMetres > 0 ? MountMetres : UsualMountMetres, DegreesAcross);

    internal TofSettings Settings => new()
    {
        PersonMetresMin = PersonMetresMin,
        PersonMetresMax = PersonMetresMax,
        RoiDepthSpads = RoiDepthSpads,
        AbsorbAfter = BlockedAfter,
        MountMetres = MountMetres,
    };

    /// <summary>The region that looks to the street (0) or into the store (1).</summary>
    internal Vl53l1xRegion RegionOf(int roi) => Vl53l1xRegion.Half(isFirst: (roi == 0) == (Orientation == TofOrientation.StreetFirst), RoiDepthSpads);

    /// <summary>Chips that two sensors both claim.</summary>
    public static IEnumerable<string> ProblemsBetween(IEnumerable<(string Key, TofDoorOptions Options)> sensors)
    {
        var taken = new Dictionary<(string, int), string>();
        foreach (var (key, options) in sensors)
        {
            if (!taken.TryAdd((options.Bus, options.Address), key))
            {
                yield return $"{key}.address: {options.Address} on {options.Bus} is also {taken[(options.Bus, options.Address)]}; "
                    + "give each a bus of its own, or move one of them to another address before the gateway starts (hardware/doors)";
            }
        }
    }

    /// <summary>Sensors that share a door, and do not say where each hangs.</summary>
    public static IEnumerable<string> ProblemsOfDoors(IEnumerable<(string Key, TofDoorOptions Options)> sensors) =>
        SeamPlace.Problems(sensors.Select(one => (one.Key, one.Options.DoorName, one.Options.OffsetMetres)), "sensors", ApartMetresMin);

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"front-tof\"";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the door opens into";
        if (Bus.Length == 0)
            yield return $"{key}.bus: is empty; name the I2C bus, for example \"i2c-1\" (i2cdetect -l lists them)";
        if (Address is < 0x08 or > 0x77)
            yield return $"{key}.address: {Address} is no I2C address; use 41, or 8 to 119 where the chip was moved";
        if (!Enum.IsDefined(Orientation))
            yield return $"{key}.orientation: {(int)Orientation} is neither streetFirst nor swapped";
        if (OffsetMetres is not (null or (>= -20 and <= 20)))
            yield return $"{key}.offsetMetres: {OffsetMetres} is outside -20 to 20; measure along the door from its middle";
        foreach (var problem in MeasuringProblems(key).Concat(HeightProblems(key)))
            yield return problem;
    }

    private IEnumerable<string> MeasuringProblems(string key)
    {
        if (!Vl53l1xConfiguration.HasBudget(isLong: true, TimingBudget))
            yield return $"{key}.timingBudget: {TimingBudget.TotalMilliseconds:0} ms is none of 20, 33, 50 and 100; 33 ms suits most doors";
        if (RoiDepthSpads is < 4 or > 8)
            yield return $"{key}.roiDepthSpads: {RoiDepthSpads} is outside 4 to 8; use 8 unless the door is lower than 2.1 m";
        if (BlockedAfter < TimeSpan.FromSeconds(10) || BlockedAfter > TimeSpan.FromHours(1))
            yield return $"{key}.blockedAfter: {BlockedAfter.TotalSeconds:0} s is outside 10 s to 1 h; 60 s lets people stand in the door without an alarm";
        if (SilentAfter < TimeSpan.FromSeconds(5) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 5 s to 2 min; a measurement comes every 40 ms";
    }

    private IEnumerable<string> HeightProblems(string key)
    {
        if (MountMetres is not (0 or (>= 1.8 and <= 3.6)))
            yield return $"{key}.mountMetres: {MountMetres} is outside 1.8 to 3.6; mount the sensor 2.2 to 2.6 m high and enter what a ruler says, or 0 to let it learn";
        if (PersonMetresMin is not (>= 0.1 and <= 1.2))
            yield return $"{key}.personMetresMin: {PersonMetresMin} is outside 0.1 to 1.2; a child at the edge of the view reads far lower than it is, 0.18 suits";
        if (PersonMetresMax is not (>= 1.6 and <= 2.3))
            yield return $"{key}.personMetresMax: {PersonMetresMax} is outside 1.6 to 2.3; it lies between tall people and the door's leaf, 1.95 suits";
    }
}
