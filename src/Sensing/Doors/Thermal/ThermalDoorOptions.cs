namespace EdgeGateway.Sensing.Doors;

/// <summary>One AMG8833 thermal array over a door: an element of <c>sensors.thermal</c>.</summary>
public sealed record ThermalDoorOptions
{
    public string Name { get; init; } = "";

    /// <summary>The door's name in events; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary>The zone the door opens into.</summary>
    public string Zone { get; init; } = "entrance";

    /// <summary><c>i2c-1</c> or a path.</summary>
    public string Bus { get; init; } = "i2c-1";

    /// <summary>104 (0x68) or 105 (0x69), by the chip's AD_SELECT pin.</summary>
    public int Address { get; init; } = 0x69;

    /// <summary>How far the array is turned, clockwise seen from above: 0, 90, 180 or 270. At 0 its first row looks to the street.</summary>
    public int TurnedDegrees { get; init; }

    /// <summary>Without a frame for longer than this the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    /// <summary>Chips that two sensors both claim.</summary>
    public static IEnumerable<string> ProblemsBetween(IEnumerable<(string Key, ThermalDoorOptions Options)> arrays)
    {
        var taken = new Dictionary<(string, int), string>();
        foreach (var (key, options) in arrays)
        {
            if (!taken.TryAdd((options.Bus, options.Address), key))
                yield return $"{key}.address: {options.Address} on {options.Bus} is also {taken[(options.Bus, options.Address)]}; a bus holds two of them, at 104 and 105";
        }
    }

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"front-thermal\"";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the door opens into";
        if (Bus.Length == 0)
            yield return $"{key}.bus: is empty; name the I2C bus, for example \"i2c-1\" (i2cdetect -l lists them)";
        if (Address is not (0x68 or 0x69))
            yield return $"{key}.address: {Address} is not one the AMG8833 has; use 104 (AD_SELECT to ground) or 105 (AD_SELECT to supply)";
        if (TurnedDegrees is not (0 or 90 or 180 or 270))
            yield return $"{key}.turnedDegrees: {TurnedDegrees} is none of 0, 90, 180 and 270; mount the array square to the door";
        if (SilentAfter < TimeSpan.FromSeconds(5) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 5 s to 2 min; a frame comes ten times a second";
    }
}
