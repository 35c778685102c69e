using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>A key in steps, a place in a list being a number: how a technician writes it, and whether a layer has it.</summary>
internal static class JsonPath
{
    /// <summary>For example <c>sensors.ble[0].zone</c>.</summary>
    public static string ToKey(IReadOnlyList<string> path) => string.Concat(path.Select(step => IsIndex(step) ? $"[{step}]" : $".{step}")).TrimStart('.');

    public static bool IsIndex(string step) => step.Length > 0 && step.All(char.IsAsciiDigit);

    public static bool Has(JsonNode root, IReadOnlyList<string> path)
    {
        JsonNode? at = root;
        return path.All(step => Step(at, step, out at));
    }

    private static bool Step(JsonNode? at, string step, out JsonNode? next)
    {
        next = null;
        if (at is JsonArray list && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count)
        {
            next = list[index];
            return true;
        }

        return at is JsonObject holder && NameIn(holder, step) is { } name && holder.TryGetPropertyValue(name, out next);
    }

    private static string? NameIn(JsonObject holder, string step) =>
        holder.FirstOrDefault(entry => entry.Key.Equals(step, StringComparison.OrdinalIgnoreCase)).Key;
}
