using System.Text.Json;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Cli;

/// <summary>The settings of one door out of a gateway.json, for trying them on a recording.</summary>
internal static class DoorSettings
{
    /// <param name="path">Null for the defaults.</param>
    /// <param name="door">Null for the first.</param>
    public static bool TryRead(string? path, string? door, out BeamPairSettings settings, out string problem)
    {
        (settings, problem) = (new BeamPairSettings(), "");
        if (path is null)
            return true;
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!TryFind(file.RootElement, door, out var found))
            {
                problem = $"{path} has no door {door ?? "at all"} under sensors.doors; name one with --door";
                return false;
            }

            settings = Read(found, settings);
            var problems = new BeamDoorOptions { Name = "door", Outer = 0, Inner = 1, SpacingMetres = settings.SpacingMetres, BlockedAfter = settings.BlockedAfter }
                .Problems("doors").ToList();
            problem = string.Join("; ", problems);
            return problems.Count == 0;
        }
        catch (Exception trouble) when (trouble is JsonException or FormatException or InvalidOperationException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {trouble.Message}; `edgectl config check {path}` says more";
            return false;
        }
    }

    private static bool TryFind(JsonElement root, string? name, out JsonElement door)
    {
        door = default;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("sensors", out var sensors) || sensors.ValueKind != JsonValueKind.Object
            || !sensors.TryGetProperty("doors", out var doors) || doors.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        door = doors.EnumerateArray().FirstOrDefault(one => one.ValueKind == JsonValueKind.Object && (name is null || Names(one, name)));
        return door.ValueKind == JsonValueKind.Object;
    }

    private static bool Names(JsonElement door, string name) =>
        (door.TryGetProperty("name", out var own) && own.ValueEquals(name)) || (door.TryGetProperty("door", out own) && own.ValueEquals(name));

    private static BeamPairSettings Read(JsonElement door, BeamPairSettings defaults) => defaults with
    {
        SpacingMetres = door.TryGetProperty("spacingMetres", out var spacing) ? spacing.GetDouble() : defaults.SpacingMetres,
        BlockedAfter = door.TryGetProperty("blockedAfter", out var blocked)
            ? TimeSpan.Parse(blocked.GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture)
            : defaults.BlockedAfter,
    };
}
