using System.Globalization;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>The deserializer's <c>$.sensors.ble[0].zone</c> as steps, and looking up by them.</summary>
internal static class JsonPath
{
    public static IReadOnlyList<string> Parse(string? path)
    {
        var steps = new List<string>();
        foreach (var part in (path ?? "$").TrimStart('$').Split('.', '[', StringSplitOptions.RemoveEmptyEntries))
        {
            steps.Add(part.TrimEnd(']').Trim('\''));
        }

        return steps;
    }

    /// <summary>The way a technician writes it: <c>sensors.ble[0].zone</c>.</summary>
    public static string ToKey(IReadOnlyList<string> path)
    {
        var key = string.Concat(path.Select(step => char.IsAsciiDigit(step[0]) ? $"[{step}]" : $".{step}")).TrimStart('.');
        return key.Length == 0 ? "configuration" : key;
    }

    public static bool Find(JsonNode root, IReadOnlyList<string> path, out JsonNode? value)
    {
        value = root;
        foreach (var step in path)
        {
            if (!Step(value, step, out value))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Remove(JsonNode root, IReadOnlyList<string> path, out JsonNode? value)
    {
        value = null;
        if (path.Count == 0 || !Find(root, [.. path.SkipLast(1)], out var parent) || !Step(parent, path[^1], out value))
        {
            return false;
        }

        switch (parent)
        {
            case JsonObject holder:
                holder.Remove(NameIn(holder, path[^1])!);
                return true;
            case JsonArray list:
                list.RemoveAt(int.Parse(path[^1], CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
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
