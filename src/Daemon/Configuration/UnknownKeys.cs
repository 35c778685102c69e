using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Finds every key that no option has, with the nearest one that exists.</summary>
internal static class UnknownKeys
{
    public static IEnumerable<string> In(JsonObject keys, JsonTypeInfo type) => In(keys, type, "");

    private static IEnumerable<string> In(JsonNode? node, JsonTypeInfo type, string path) => (node, type.Kind) switch
    {
        (JsonObject keys, JsonTypeInfoKind.Object) => InObject(keys, type, path),
        (JsonArray list, JsonTypeInfoKind.Enumerable) when type.ElementType is { } element && InfoOf(element, type) is { } info =>
            list.SelectMany((item, index) => In(item, info, $"{path}[{index}]")),
        _ => [],
    };

    private static IEnumerable<string> InObject(JsonObject keys, JsonTypeInfo type, string path)
    {
        foreach (var (name, value) in keys)
        {
            var key = path.Length == 0 ? name : $"{path}.{name}";
            var property = type.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return $"{key} is not a known key; {Suggest(name, type, key[..^name.Length])}";
                continue;
            }

            if (InfoOf(property.PropertyType, type) is { } info)
            {
                foreach (var problem in In(value, info, key))
                {
                    yield return problem;
                }
            }
        }
    }

    private static JsonTypeInfo? InfoOf(Type type, JsonTypeInfo near) =>
        near.Options.TryGetTypeInfo(Nullable.GetUnderlyingType(type) ?? type, out var info) ? info : null;

    private static string Suggest(string name, JsonTypeInfo type, string within)
    {
        var nearest = type.Properties.MinBy(p => Distance(p.Name, name));
        return nearest is not null && Distance(nearest.Name, name) <= 1 + (name.Length / 3)
            ? $"did you mean {within}{nearest.Name}?"
            : $"possible here: {string.Join(", ", type.Properties.Select(p => p.Name))}";
    }

    // Levenshtein distance, ignoring case.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
