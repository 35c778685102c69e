namespace EdgeGateway.Devices.Simulated;

/// <summary>One thing that happens in a store script; README.md has the table of lines.</summary>
/// <param name="At">Seconds since the script began.</param>
public sealed record ScriptLine(
    double At,
    string? Door = null,
    string? Direction = null,
    string? Uturn = null,
    string? Blocked = null,
    ScriptBeacon? Beacon = null,
    string? Near = null,
    int? Rssi = null,
    double? IntervalMs = null,
    ScriptTap? Tap = null,
    string? Unplug = null,
    string? Silence = null,
    double? For = null)
{
    internal const double TapSeconds = 0.8;
    internal const int NearRssi = -60;
    internal const double BeaconIntervalMs = 350;

    internal IEnumerable<string> Problems(StoreLayout store, double length)
    {
        string[] radios = [.. store.Radios.Select(r => r.Name)];
        string[] doors = [.. store.Doors.Select(d => d.Name)];
        object?[] things = [Door, Uturn, Blocked, Beacon, Tap, Unplug, Silence];
        if (things.Count(thing => thing is not null) != 1)
            yield return "a line tells one thing: door, uturn, blocked, beacon, tap, unplug or silence";

        if (!(At >= 0 && At <= length)) yield return $"at: {At} is not within the script's {length} s";
        if (For is { } seconds && !(seconds > 0 && seconds <= length)) yield return $"for: {seconds} is not between 0 and the script's {length} s";
        if (For is null && (Blocked ?? Unplug ?? (object?)Beacon) is not null) yield return "for: say how many seconds it lasts";
        if (Door is not null && Direction is not ("in" or "out")) yield return $"direction: '{Direction}' is neither in nor out";
        if (Beacon?.Problem() is { } beaconProblem) yield return beaconProblem;
        if (Tap?.Problem() is { } tapProblem) yield return tapProblem;
        if (Beacon is not null && Near is null) yield return "near: say which radio the beacon is near";
        if (Rssi is < -100 or > -20) yield return $"rssi: {Rssi} is not between -100 and -20 dBm";
        if (IntervalMs is < 20 or > 10_240) yield return $"intervalMs: {IntervalMs} is not between 20 and 10240, which is what Bluetooth allows";

        foreach (var (key, name, known) in new[]
        {
            ("door", Door, doors), ("uturn", Uturn, doors), ("blocked", Blocked, doors), ("near", Near, radios), ("unplug", Unplug, radios),
            ("silence", Silence, radios), ("tap", Tap?.Reader, [.. store.Readers]),
        })
        {
            if (name is not null && !known.Contains(name)) yield return $"{key}: the store has no '{name}'; it has {string.Join(", ", known)}";
        }
    }
}
