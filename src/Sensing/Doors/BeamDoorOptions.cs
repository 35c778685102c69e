using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One door with a beam pair: the piece of gateway.json under <c>doors.{name}</c>.</summary>
public sealed record BeamDoorOptions
{
    /// <summary>The sensor's name; the key the door stands under.</summary>
    public string Name { get; init; } = "";

    /// <summary>The door's name in events; empty for the sensor's name.</summary>
    public string Door { get; init; } = "";

    /// <summary>The zone the door opens into.</summary>
    public string Zone { get; init; } = "entrance";

    /// <summary><c>gpiochip0</c> or a path.</summary>
    public string Chip { get; init; } = "gpiochip0";

    /// <summary>Line of the beam on the street's side; BCM number on a Pi.</summary>
    public int Outer { get; init; } = -1;

    /// <summary>Line of the beam on the store's side.</summary>
    public int Inner { get; init; } = -1;

    /// <summary>
    /// Whether a broken beam pulls its line low. Light-on receivers let go of it instead, and with a pull-up a cut wire then looks
    /// like a broken beam and is reported; dark-on receivers need true, and their cut wire is noticed only by its silence.
    /// </summary>
    public bool ActiveLow { get; init; }

    public GpioBias Bias { get; init; } = GpioBias.PullUp;

    /// <summary>Kernel debounce, 0 to 10 ms; a runner needs 25 ms from beam to beam.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Distance from beam to beam, centre to centre.</summary>
    public double SpacingMetres { get; init; } = 0.08;

    /// <summary>Something stands in a beam for longer than this: the door is reported blocked.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The levels could not be read for longer than this: the door is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(60);

    internal string DoorName => Door.Length > 0 ? Door : Name;

    internal BeamPairSettings PairSettings => new() { SpacingMetres = SpacingMetres, BlockedAfter = BlockedAfter };

    internal GpioLinesSettings LinesSettings => new(Chip, [Outer, Inner]) { ActiveLow = ActiveLow, Bias = Bias, Debounce = Debounce };

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    /// <param name="key">For example <c>doors.front</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the door one, for example \"front\"";
        if (Chip.Length == 0)
            yield return $"{key}.chip: is empty; name the GPIO chip, for example \"gpiochip0\" (gpiodetect lists them)";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the door opens into";
        foreach (var problem in LineProblems(key).Concat(RangeProblems(key)))
            yield return problem;
    }

    /// <summary>Lines that two doors both claim.</summary>
    public static IEnumerable<string> ProblemsBetween(IEnumerable<(string Key, BeamDoorOptions Door)> doors)
    {
        var taken = new Dictionary<(string, int), string>();
        foreach (var (key, door) in doors)
        {
            foreach (var (beam, line) in new[] { ("outer", door.Outer), ("inner", door.Inner) })
            {
                var name = $"{key}.{beam}";
                if (line >= 0 && !taken.TryAdd((door.Chip, line), name) && !taken[(door.Chip, line)].StartsWith(key + ".", StringComparison.Ordinal))
                    yield return $"{name}: line {line} is also {taken[(door.Chip, line)]}; give each beam its own line";
            }
        }
    }

    private IEnumerable<string> LineProblems(string key)
    {
        if (Outer < 0)
            yield return $"{key}.outer: is not set; give the GPIO line of the beam on the street's side (gpioinfo lists them)";
        if (Inner < 0)
            yield return $"{key}.inner: is not set; give the GPIO line of the beam on the store's side (gpioinfo lists them)";
        if (Outer >= 0 && Outer == Inner)
            yield return $"{key}.outer: line {Outer} is also {key}.inner; give each beam its own line";
    }

    private IEnumerable<string> RangeProblems(string key)
    {
        if (Debounce < TimeSpan.Zero || Debounce > TimeSpan.FromMilliseconds(10))
            yield return $"{key}.debounce: {Debounce.TotalMilliseconds:0} ms is outside 0 to 10 ms; more would swallow a runner's edges, 2 ms suits most receivers";
        if (SpacingMetres is not (>= 0.03 and <= 0.3))
            yield return $"{key}.spacingMetres: {SpacingMetres} is outside 0.03 to 0.3; mount the beams 0.05 to 0.10 m apart and enter what a ruler says";
        if (BlockedAfter < TimeSpan.FromSeconds(2) || BlockedAfter > TimeSpan.FromHours(1))
            yield return $"{key}.blockedAfter: {BlockedAfter.TotalSeconds:0} s is outside 2 s to 1 h; 30 s lets people stand in the door without an alarm";
        if (SilentAfter < TimeSpan.FromSeconds(10) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 10 s to 2 min; the levels are read every 2 s";
    }
}
