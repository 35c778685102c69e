using EdgeGateway.Sensing.Codes;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Sensing;

/// <summary>The sensors of one gateway.</summary>
public sealed record SensingOptions
{
    public IReadOnlyList<BleSensorOptions> Ble { get; init => field = value ?? []; } = [];

    public IReadOnlyList<BeamDoorOptions> Doors { get; init => field = value ?? []; } = [];

    /// <summary>Thermal arrays over doors.</summary>
    public IReadOnlyList<ThermalDoorOptions> Thermal { get; init => field = value ?? []; } = [];

    /// <summary>Single beams at doors: totals without a direction.</summary>
    public IReadOnlyList<SingleBeamOptions> SingleBeams { get; init => field = value ?? []; } = [];

    /// <summary>Ultrasonic sensors at doors: likewise.</summary>
    public IReadOnlyList<UltrasonicOptions> Ultrasonic { get; init => field = value ?? []; } = [];

    /// <summary>Motion detectors that vouch for a door's counter.</summary>
    public IReadOnlyList<MotionOptions> Motion { get; init => field = value ?? []; } = [];

    /// <summary>Time-of-flight sensors over doors.</summary>
    public IReadOnlyList<TofDoorOptions> Tof { get; init => field = value ?? []; } = [];

    public IReadOnlyList<NfcReaderOptions> Nfc { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CodeScannerOptions> Codes { get; init => field = value ?? []; } = [];

    /// <summary>The doors that any sensor counts at; each once.</summary>
    public IReadOnlyList<string> DoorNames() => [.. DoorsCountedByDirection().Concat(PassageDoorNames()).Distinct(StringComparer.Ordinal)];

    /// <summary>The doors where passages are counted without a direction.</summary>
    public IReadOnlyList<string> PassageDoorNames() =>
        [.. SingleBeams.Select(beam => beam.DoorName).Concat(Ultrasonic.Select(sensor => sensor.DoorName)).Distinct(StringComparer.Ordinal)];

    internal IReadOnlyList<string> DoorsCountedByDirection() =>
        [.. Doors.Select(door => door.DoorName).Concat(Thermal.Select(array => array.DoorName)).Concat(Tof.Select(door => door.DoorName)).Distinct(StringComparer.Ordinal)];

    /// <summary>Only what watches this door.</summary>
    public SensingOptions OfDoor(string door) => new()
    {
        Doors = [.. Doors.Where(one => one.DoorName == door)],
        Thermal = [.. Thermal.Where(one => one.DoorName == door)],
        Tof = [.. Tof.Where(one => one.DoorName == door)],
        SingleBeams = [.. SingleBeams.Where(one => one.DoorName == door)],
        Ultrasonic = [.. Ultrasonic.Where(one => one.DoorName == door)],
    };

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key = "sensors")
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return Ble.SelectMany((options, i) => options.Problems($"{key}.ble[{i}]").Concat(NameProblems($"{key}.ble[{i}]", options.Name, names)))
            .Concat(AdapterProblems(key))
            .Concat(Doors.SelectMany((options, i) => options.Problems($"{key}.doors[{i}]").Concat(NameProblems($"{key}.doors[{i}]", options.Name, names))))
            .Concat(BeamDoorOptions.ProblemsBetween(Doors.Select((options, i) => ($"{key}.doors[{i}]", options))))
            .Concat(Thermal.SelectMany((options, i) => options.Problems($"{key}.thermal[{i}]").Concat(NameProblems($"{key}.thermal[{i}]", options.Name, names))))
            .Concat(ThermalDoorOptions.ProblemsBetween(Thermal.Select((options, i) => ($"{key}.thermal[{i}]", options))))
            .Concat(ThermalDoorOptions.ProblemsOfDoors(Thermal.Select((options, i) => ($"{key}.thermal[{i}]", options))))
            .Concat(SingleBeams.SelectMany((options, i) => options.Problems($"{key}.singleBeams[{i}]").Concat(NameProblems($"{key}.singleBeams[{i}]", options.Name, names))))
            .Concat(Ultrasonic.SelectMany((options, i) => options.Problems($"{key}.ultrasonic[{i}]").Concat(NameProblems($"{key}.ultrasonic[{i}]", options.Name, names))))
            .Concat(Motion.SelectMany((options, i) => options.Problems($"{key}.motion[{i}]").Concat(NameProblems($"{key}.motion[{i}]", options.Name, names))))
            .Concat(PassageProblems(key))
            .Concat(KindProblems(key))
            .Concat(Tof.SelectMany((options, i) => options.Problems($"{key}.tof[{i}]").Concat(NameProblems($"{key}.tof[{i}]", options.Name, names))))
            .Concat(TofDoorOptions.ProblemsBetween(Tof.Select((options, i) => ($"{key}.tof[{i}]", options))))
            .Concat(TofDoorOptions.ProblemsOfDoors(Tof.Select((options, i) => ($"{key}.tof[{i}]", options))))
            .Concat(Nfc.SelectMany((options, i) => options.Problems($"{key}.nfc[{i}]").Concat(NameProblems($"{key}.nfc[{i}]", options.Name, names))))
            .Concat(NfcReaderOptions.ProblemsBetween(Nfc.Select((options, i) => ($"{key}.nfc[{i}]", options))))
            .Concat(Codes.SelectMany((options, i) => options.Problems($"{key}.codes[{i}]").Concat(NameProblems($"{key}.codes[{i}]", options.Name, names))));
    }

    private IEnumerable<string> PassageProblems(string key)
    {
        var taken = Doors.SelectMany((door, i) => new[] { (door.Chip, door.Outer, $"{key}.doors[{i}].outer"), (door.Chip, door.Inner, $"{key}.doors[{i}].inner") })
            .Concat(SingleBeams.Select((beam, i) => (beam.Chip, beam.Line, $"{key}.singleBeams[{i}].line")))
            .Concat(Motion.Select((detector, i) => (detector.Chip, detector.Line, $"{key}.motion[{i}].line")));
        foreach (var line in taken.Where(one => one.Item2 >= 0).GroupBy(one => (one.Chip, one.Item2)))
        {
            // Two beams of one pair, or of two pairs, have told of themselves.
            foreach (var (_, offset, name) in line.Skip(1).Where(one => !one.Item3.StartsWith($"{key}.doors", StringComparison.Ordinal)))
                yield return $"{name}: line {offset} is also {line.First().Item3}; give each its own line";
        }

        for (var i = 0; i < Motion.Count; i++)
        {
            if (Motion[i].Door.Length > 0 && !DoorsCountedByDirection().Contains(Motion[i].Door, StringComparer.Ordinal))
                yield return $"{key}.motion[{i}].door: nothing counts at door {Motion[i].Door}; name a door that has a counter";
        }

        foreach (var (other, i) in Ultrasonic.Select((sensor, i) => (sensor, i)).GroupBy(one => one.sensor.Port, StringComparer.Ordinal).Where(port => port.Key.Length > 0).SelectMany(port => port.Skip(1)))
            yield return $"{key}.ultrasonic[{i}].port: {other.Port} is taken by an earlier sensor; give each its own serial line";
    }

    // Sensors of one kind over one door know of each other, or stand side by side; those of two kinds would each count everybody.
    private IEnumerable<string> KindProblems(string key) =>
        Doors.Select((one, i) => (one.DoorName, Kind: "doors", Key: $"{key}.doors[{i}]"))
            .Concat(Thermal.Select((one, i) => (one.DoorName, Kind: "thermal", Key: $"{key}.thermal[{i}]")))
            .Concat(Tof.Select((one, i) => (one.DoorName, Kind: "tof", Key: $"{key}.tof[{i}]")))
            .GroupBy(one => one.DoorName, StringComparer.Ordinal)
            .Where(door => door.Key.Length > 0)
            .SelectMany(door => door.Where(one => one.Kind != door.First().Kind).Select(one =>
                $"{one.Key}.door: {door.Key} is counted by {door.First().Key} already, and everybody would be counted twice; name another door, or leave one of the two out"));

    private IEnumerable<string> AdapterProblems(string key) => Ble
        .Select((options, i) => (options.Adapter, Key: $"{key}.ble[{i}]"))
        .GroupBy(one => one.Adapter, StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0)
        .SelectMany(group => group.Skip(1).Select(one => $"{one.Key}.adapter: {group.Key} is also {group.First().Key}'s; a beacon would be heard twice, give each its own adapter"));

    private static IEnumerable<string> NameProblems(string key, string name, HashSet<string> names) =>
        name.Length == 0 || names.Add(name) ? [] : [$"{key}.name: \"{name}\" is taken by an earlier sensor; give each its own name"];
}
