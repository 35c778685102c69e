using System.Globalization;
using System.Text.Json;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Cli;

/// <summary>The settings of one door's sensors out of a gateway.json, for trying them on a recording.</summary>
internal static class DoorSettings
{
    // For the checks of what cannot be tried on a recording.
    private const string AnyName = "sensor";

    private static readonly (string Name, SignalKind Kind)[] Sections =
    [
        ("doors", SignalKind.Beam), ("tof", SignalKind.Distance), ("thermal", SignalKind.Thermal), ("singleBeams", SignalKind.SingleBeam),
        ("ultrasonic", SignalKind.Ultrasonic),
    ];

    /// <param name="path">Null for the defaults.</param>
    /// <param name="door">A door, or one of its sensors; null for the first sensor of each kind.</param>
    /// <param name="kinds">What the configuration has a sensor for; null without a configuration.</param>
    public static bool TryRead(string? path, string? door, out ReplayOptions options, out IReadOnlySet<SignalKind>? kinds, out string problem)
    {
        (options, kinds, problem) = (new ReplayOptions(), null, "");
        if (path is null)
            return true;
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!TryRead(file.RootElement, door, out options))
            {
                problem = NoDoor(path, door, [.. Names(file.RootElement)]);
                return false;
            }

            kinds = KindsOf(file.RootElement, door);
            problem = string.Join("; ", Problems(options));
            return problem.Length == 0;
        }
        catch (Exception trouble) when (trouble is JsonException or FormatException or OverflowException or InvalidOperationException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {trouble.Message}; `edgectl config check {path}` says more";
            return false;
        }
    }

    private static bool TryRead(JsonElement root, string? door, out ReplayOptions options)
    {
        options = new ReplayOptions();
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sensors", out var sensors) || sensors.ValueKind != JsonValueKind.Object)
            return false;
        var (beams, tof, thermal) = (Find(sensors, "doors", door), Find(sensors, "tof", door), Find(sensors, "thermal", door));
        var (single, ultrasonic) = (Find(sensors, "singleBeams", door), Find(sensors, "ultrasonic", door));
        options = new ReplayOptions
        {
            Beams = beams is { } pair ? Read(pair, options.Beams) : options.Beams,
            Tof = tof is { } ranger ? Read(ranger, options.Tof) : options.Tof,
            Thermal = thermal is { } array ? Read(array, options.Thermal) : options.Thermal,
            SingleBeam = single is { } beam ? options.SingleBeam with { BlockedAfter = Time(beam, "blockedAfter", options.SingleBeam.BlockedAfter) } : options.SingleBeam,
            Ultrasonic = ultrasonic is { } echo ? Read(echo, options.Ultrasonic) : options.Ultrasonic,
        };
        return new[] { beams, tof, thermal, single, ultrasonic }.Any(found => found is not null);
    }

    private static HashSet<SignalKind> KindsOf(JsonElement root, string? door)
    {
        var sensors = root.GetProperty("sensors");
        return [.. Sections.Where(section => Find(sensors, section.Name, door) is not null).Select(section => section.Kind)];
    }

    private static string NoDoor(string path, string? door, string[] names) =>
        names.Length == 0 ? $"{path} has no door sensor at all under sensors"
        : $"{path} has no door {door} under sensors; --door takes one of: {string.Join(", ", names)}";

    private static IEnumerable<string> Names(JsonElement root) =>
        (from section in Sections
         where root.ValueKind == JsonValueKind.Object && root.TryGetProperty("sensors", out var sensors) && sensors.ValueKind == JsonValueKind.Object
            && sensors.TryGetProperty(section.Name, out var all) && all.ValueKind == JsonValueKind.Array
         from sensor in root.GetProperty("sensors").GetProperty(section.Name).EnumerateArray()
         where sensor.ValueKind == JsonValueKind.Object
         from key in (string[])["door", "name"]
         where sensor.TryGetProperty(key, out var own) && own.ValueKind == JsonValueKind.String
         select sensor.GetProperty(key).GetString()).Distinct();

    private static JsonElement? Find(JsonElement sensors, string kind, string? name) =>
        sensors.TryGetProperty(kind, out var all) && all.ValueKind == JsonValueKind.Array
            ? all.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object && (name is null || Names(one, name))).Select(one => (JsonElement?)one).FirstOrDefault()
            : null;

    private static bool Names(JsonElement sensor, string name) =>
        (sensor.TryGetProperty("name", out var own) && own.ValueEquals(name)) || (sensor.TryGetProperty("door", out own) && own.ValueEquals(name));

    private static BeamDoorOptions Read(JsonElement pair, BeamDoorOptions defaults) => defaults with
    {
        SpacingMetres = Number(pair, "spacingMetres", defaults.SpacingMetres),
        BlockedAfter = Time(pair, "blockedAfter", defaults.BlockedAfter),
    };

    private static TofDoorOptions Read(JsonElement tof, TofDoorOptions defaults) => defaults with
    {
        MountMetres = Number(tof, "mountMetres", defaults.MountMetres),
        PersonMetresMin = Number(tof, "personMetresMin", defaults.PersonMetresMin),
        PersonMetresMax = Number(tof, "personMetresMax", defaults.PersonMetresMax),
        RoiDepthSpads = tof.TryGetProperty("roiDepthSpads", out var depth) ? depth.GetInt32() : defaults.RoiDepthSpads,
        BlockedAfter = Time(tof, "blockedAfter", defaults.BlockedAfter),
    };

    private static ThermalDoorOptions Read(JsonElement array, ThermalDoorOptions defaults) => array.TryGetProperty("refreshHertz", out var hertz)
        ? defaults with { Kind = ThermalKind.Mlx90640, RefreshHertz = hertz.GetInt32() }
        : defaults;

    private static UltrasonicOptions Read(JsonElement ultrasonic, UltrasonicOptions defaults) => defaults with
    {
        NearerMetres = Number(ultrasonic, "nearerMetres", defaults.NearerMetres),
        BlockedAfter = Time(ultrasonic, "blockedAfter", defaults.BlockedAfter),
    };

    private static double Number(JsonElement of, string key, double otherwise) => of.TryGetProperty(key, out var value) ? value.GetDouble() : otherwise;

    private static TimeSpan Time(JsonElement of, string key, TimeSpan otherwise) =>
        of.TryGetProperty(key, out var value) ? TimeSpan.Parse(value.GetString() ?? "", CultureInfo.InvariantCulture) : otherwise;

    private static IEnumerable<string> Problems(ReplayOptions options) =>
    [
        .. (options.Beams with { Name = AnyName, Outer = 0, Inner = 1 }).Problems("doors"),
        .. (options.Tof with { Name = AnyName }).Problems("tof"),
        .. (options.Thermal with { Name = AnyName }).Problems("thermal"),
        .. (options.SingleBeam with { Name = AnyName, Line = 0 }).Problems("singleBeams"),
        .. (options.Ultrasonic with { Name = AnyName, Port = AnyName }).Problems("ultrasonic"),
    ];
}
