using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A motion detector (PIR) that looks at a door and vouches for its counter: an element of <c>sensors.motion</c>.</summary>
public sealed record MotionOptions
{
    public string Name { get; init; } = "";

    /// <summary>The door that it looks at, by the name that the door's counter gives it.</summary>
    public string Door { get; init; } = "";

    /// <summary><c>gpiochip0</c> or a path.</summary>
    public string Chip { get; init; } = "gpiochip0";

    /// <summary>BCM number on a Pi.</summary>
    public int Line { get; init; } = -1;

    /// <summary>Whether motion pulls the line low, as alarm detectors' contacts do.</summary>
    public bool ActiveLow { get; init; }

    public GpioBias Bias { get; init; } = GpioBias.PullDown;

    /// <summary>Motion of so long in all since the last count, and the counter is suspected of being blind.</summary>
    public TimeSpan SuspectAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The level could not be read for longer than this: the sensor is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(60);

    // A detector holds its output for seconds; what is shorter is interference.
    internal GpioLinesSettings LinesSettings => new(Chip, [Line]) { ActiveLow = ActiveLow, Bias = Bias, Debounce = TimeSpan.FromMilliseconds(20) };

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the sensor one, for example \"front-motion\"";
        if (Door.Length == 0)
            yield return $"{key}.door: is empty; name the door whose counter it vouches for";
        if (Chip.Length == 0)
            yield return $"{key}.chip: is empty; name the GPIO chip, for example \"gpiochip0\" (gpiodetect lists them)";
        if (Line < 0)
            yield return $"{key}.line: is not set; give the detector's GPIO line (gpioinfo lists them)";
        if (SuspectAfter < TimeSpan.FromSeconds(30) || SuspectAfter > TimeSpan.FromHours(1))
            yield return $"{key}.suspectAfter: {SuspectAfter.TotalSeconds:0} s is outside 30 s to 1 h; 3 min suits a door where nobody stands about";
        if (SilentAfter < TimeSpan.FromSeconds(10) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 10 s to 2 min; the level is read every 2 s";
    }
}
