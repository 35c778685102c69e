using System.Globalization;
using System.Text.Json;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Cli;

/// <summary>The settings of one door's sensors out of a gateway.json, for trying them on a recording.</summary>
internal static class DoorSettings
{
    // For the checks of what cannot be tried on a recording.
    private const string AnyName = "sensor";

    /// <param name="path">Null for the defaults.</param>
    /// <param name="door">A door, or one of its sensors; null for the first sensor of each kind.</param>
    public static bool TryRead(string? path, string? door, out ReplayOptions options, out string problem)
    {
        (options, problem) = (new ReplayOptions(), "");
        if (path is null)
            return true;
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!TryRead(file.RootElement, door, out options))
            {
                problem = $"{path} has no door {door ?? "at all"} under sensors; name one with --door";
                return false;
            }

            problem = string.Join("; ", Problems(options));
            return problem.Length == 0;
        }
        catch (Exception trouble) when (trouble is JsonException or FormatException or InvalidOperationException or UnauthorizedAccessException)
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
