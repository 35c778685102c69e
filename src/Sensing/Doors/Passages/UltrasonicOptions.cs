namespace EdgeGateway.Sensing.Doors;

/// <summary>An ultrasonic sensor that looks across or down at a door, for totals only: an element of <c>sensors.ultrasonic</c>.</summary>
public sealed record UltrasonicOptions
{
    public string Name { get; init; } = "";

    /// <summary>The door whose passages it counts; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary>Serial line, for example <c>/dev/ttyAMA5</c>.</summary>
    public string Port { get; init; } = "";

    /// <summary>What is nearer by this much than the wall or the floor is somebody.</summary>
    public double NearerMetres { get; init; } = 0.3;

    /// <summary>Something stands there for longer than this: it is reported blocked.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Without a distance for longer than this the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(10);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    // Distances come ten times a second at best, so a body is one reading at least, and a gap two.
    internal PassageSettings PassageSettings => new() { BreakMin = TimeSpan.FromMilliseconds(20), GapMax = TimeSpan.FromMilliseconds(250), BlockedAfter = BlockedAfter };

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"side-ultrasonic\"";
        if (Port.Length == 0)
            yield return $"{key}.port: is empty; name the serial line, for example \"/dev/ttyAMA5\"";
        if (NearerMetres is not (>= 0.1 and <= 1.5))
            yield return $"{key}.nearerMetres: {NearerMetres} is outside 0.1 to 1.5; 0.3 tells a person from the wall";
        if (BlockedAfter < TimeSpan.FromSeconds(2) || BlockedAfter > TimeSpan.FromHours(1))
            yield return $"{key}.blockedAfter: {BlockedAfter.TotalSeconds:0} s is outside 2 s to 1 h; 30 s lets people stand in the door without an alarm";
        if (SilentAfter < TimeSpan.FromSeconds(2) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 2 s to 2 min; a distance comes several times a second";
    }
}
