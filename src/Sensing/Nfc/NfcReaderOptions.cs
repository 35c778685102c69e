namespace EdgeGateway.Sensing.Nfc;

/// <summary>One NFC reader: the piece of gateway.json under <c>nfc.{name}</c>.</summary>
public sealed record NfcReaderOptions
{
    /// <summary>The sensor's name; the key the reader stands under.</summary>
    public string Name { get; init; } = "";

    /// <summary>The serial line, for example <c>/dev/ttyAMA0</c> or <c>/dev/serial/by-id/…</c>.</summary>
    public string Port { get; init; } = "/dev/ttyAMA0";

    public int Baud { get; init; } = 115200;

    /// <summary>The zone the reader stands in.</summary>
    public string Zone { get; init; } = "counter";

    /// <summary>Between two looks for a tag; half of it is what a tap waits on average.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>A card that was gone for less than this is still the same tap.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Without an answer for longer than this the reader is reported silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Loyalty applications that phones are asked for, in this order; a few, because each costs two exchanges.</summary>
    public IReadOnlyList<PhoneApplicationOptions> Applications { get; init => field = value ?? []; } = [];

    /// <summary>Applications a reader asks for.</summary>
    public const int ApplicationsMax = 4;

    private static readonly int[] Bauds = [9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600];

    /// <summary>Everything wrong with these options, each line naming its key.</summary>
    /// <param name="key">For example <c>nfc.counter</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
            yield return $"{key}: has no name; give the reader one, for example \"counter\"";
        if (!Port.StartsWith('/'))
            yield return $"{key}.port: \"{Port}\" is no path; name the serial line, for example \"/dev/ttyAMA0\"";
        if (!Bauds.Contains(Baud))
            yield return $"{key}.baud: {Baud} is not a rate the PN532 has; use 115200, which is its default";
        if (Zone.Length == 0)
            yield return $"{key}.zone: is empty; name the zone the reader stands in";
        if (PollInterval < TimeSpan.FromMilliseconds(20) || PollInterval > TimeSpan.FromMilliseconds(500))
            yield return $"{key}.pollInterval: {PollInterval.TotalMilliseconds:0} ms is outside 20 to 500 ms; 80 ms lets a tap be quick";
        if (Debounce < TimeSpan.FromMilliseconds(500) || Debounce > TimeSpan.FromMinutes(5))
            yield return $"{key}.debounce: {Debounce.TotalSeconds:0.#} s is outside 0.5 s to 5 min; 3 s suits a counter";
        if (SilentAfter < TimeSpan.FromSeconds(5) || SilentAfter > TimeSpan.FromMinutes(2))
            yield return $"{key}.silentAfter: {SilentAfter.TotalSeconds:0} s is outside 5 s to 2 min; the reader is asked several times a second";
        if (Applications.Count > ApplicationsMax)
            yield return $"{key}.applications: has {Applications.Count}, at most {ApplicationsMax} can be asked before the phone is gone";
        foreach (var problem in Applications.SelectMany((application, i) => application.Problems($"{key}.applications[{i}]")))
            yield return problem;
    }
}
