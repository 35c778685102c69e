using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>
/// Puts the layers together (defaults, files, environment, command line) and reports every problem it can find, not the first.
/// A list is replaced as a whole by a later layer; objects are merged key by key.
/// </summary>
internal static class ConfigurationReader
{
    private const int ProblemsMax = 100;

    public static ConfigurationOutcome Read(IReadOnlyList<ConfigurationLayer> layers, List<string> problems)
    {
        var merged = new JsonObject();
        foreach (var layer in layers)
        {
            problems.AddRange(UnknownKeys.In(layer.Keys, GatewayJsonContext.Default.GatewayOptions).Select(p => $"{layer.Name}: {p}"));
            Merge(merged, layer.Keys);
        }

        Defaults.Fill(merged);
        List<string> replaced = [];
        var options = Deserialize(merged, layers, problems, replaced);
        // The name stands in the uplink's topics too; it is written, and complained of, once.
        options = options with { Uplink = options.Uplink with { Store = options.Store, Gateway = options.Gateway } };
        problems.AddRange(options.Problems().Where(problem =>
            !problem.StartsWith("uplink.store", StringComparison.Ordinal) && !problem.StartsWith("uplink.gateway", StringComparison.Ordinal)
            && !replaced.Any(key => problem.StartsWith(key, StringComparison.Ordinal))));
        return new ConfigurationOutcome(options, problems, [.. layers.Select(layer => layer.Name)]);
    }

    // The deserializer stops at the first wrong value. Putting the default in its place and trying again finds the next one.
    private static GatewayOptions Deserialize(
        JsonObject merged, IReadOnlyList<ConfigurationLayer> layers, List<string> problems, List<string> replaced)
    {
        while (true)
        {
            try
            {
                return merged.Deserialize(GatewayJsonContext.Default.GatewayOptions) ?? new GatewayOptions();
            }
            catch (JsonException wrong)
            {
                var path = JsonPath.Parse(wrong.Path);
                if (problems.Count >= ProblemsMax || !JsonPath.Remove(merged, path, out var value))
                {
                    problems.Add($"{JsonPath.ToKey(path)}: {wrong.Message.Split(" Path:")[0]}");
                    return new GatewayOptions();
                }

                Defaults.Fill(merged);
                replaced.Add(JsonPath.ToKey(path));
                problems.Add($"{SourceOf(layers, path)}: {JsonPath.ToKey(path)}: {Shorten(value)} does not fit here; see src/Daemon/README.md for its form");
            }
        }
    }

    private static string SourceOf(IReadOnlyList<ConfigurationLayer> layers, IReadOnlyList<string> path) =>
        layers.LastOrDefault(layer => JsonPath.Find(layer.Keys, path, out _))?.Name ?? "configuration";

    private static string Shorten(JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return text.Length <= 60 ? text : text[..57] + "…";
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            var key = into.FirstOrDefault(have => have.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key ?? name;
            if (into[key] is JsonObject target && value is JsonObject source)
            {
                Merge(target, source);
            }
            else
            {
                into[key] = value?.DeepClone();
            }
        }
    }
}
