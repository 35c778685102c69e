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

    public IReadOnlyList<NfcReaderOptions> Nfc { get; init => field = value ?? []; } = [];

    public IReadOnlyList<CodeScannerOptions> Codes { get; init => field = value ?? []; } = [];

    /// <summary>The doors that sensors count at; each once.</summary>
    public IReadOnlyList<string> DoorNames() =>
        [.. Doors.Select(door => door.DoorName).Concat(Thermal.Select(array => array.DoorName)).Distinct(StringComparer.Ordinal)];

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
            .Concat(Nfc.SelectMany((options, i) => options.Problems($"{key}.nfc[{i}]").Concat(NameProblems($"{key}.nfc[{i}]", options.Name, names))))
            .Concat(Codes.SelectMany((options, i) => options.Problems($"{key}.codes[{i}]").Concat(NameProblems($"{key}.codes[{i}]", options.Name, names))));
    }

    private IEnumerable<string> AdapterProblems(string key) => Ble
        .Select((options, i) => (options.Adapter, Key: $"{key}.ble[{i}]"))
        .GroupBy(one => one.Adapter, StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0)
        .SelectMany(group => group.Skip(1).Select(one => $"{one.Key}.adapter: {group.Key} is also {group.First().Key}'s; a beacon would be heard twice, give each its own adapter"));

    private static IEnumerable<string> NameProblems(string key, string name, HashSet<string> names) =>
        name.Length == 0 || names.Add(name) ? [] : [$"{key}.name: \"{name}\" is taken by an earlier sensor; give each its own name"];
}
