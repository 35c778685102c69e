using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One light beam across a door, for totals only: an element of <c>sensors.singleBeams</c>.</summary>
public sealed record SingleBeamOptions
{
    public string Name { get; init; } = "";

    /// <summary>The door whose passages it counts; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary><c>gpiochip0</c> or a path.</summary>
    public string Chip { get; init; } = "gpiochip0";

    /// <summary>BCM number on a Pi.</summary>
    public int Line { get; init; } = -1;

    /// <summary>Whether a broken beam pulls its line low; as for beam pairs.</summary>
    public bool ActiveLow { get; init; }

    public GpioBias Bias { get; init; } = GpioBias.PullUp;

    /// <summary>Kernel debounce, 0 to 20 ms.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Something stands in the beam for longer than this: it is reported blocked.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The level could not be read for longer than this: the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(60);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    internal PassageSettings PassageSettings => new() { BlockedAfter = BlockedAfter };

    internal GpioLinesSettings LinesSettings => new(Chip, [Line]) { ActiveLow = ActiveLow, Bias = Bias, Debounce = Debounce };

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"side-beam\"";
        if (Chip.Length == 0)
            yield return $"{key}.chip: is empty; name the GPIO chip, for example \"gpiochip0\" (gpiodetect lists them)";
        if (Line < 0)
            yield return $"{key}.line: is not set; give the beam's GPIO line (gpioinfo lists them)";
        if (Debounce < TimeSpan.Zero || Debounce > TimeSpan.FromMilliseconds(20))
            yield return $"{key}.debounce: {Debounce.TotalMilliseconds:0} ms is outside 0 to 20 ms; 5 ms suits most receivers, 10 ms a relay";
        if (BlockedAfter < TimeSpan.FromSeconds(2) || BlockedAfter > TimeSpan.FromHours(1))
            yield return $"{key}.blockedAfter: {BlockedAfter.TotalSeconds:0} s is outside 2 s to 1 h; 30 s lets people stand in the door without an alarm";
        if (SilentAfter < TimeSpan.FromSeconds(10) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 10 s to 2 min; the level is read every 2 s";
    }
}
