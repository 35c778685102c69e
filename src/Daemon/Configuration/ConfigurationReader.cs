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

        var wrong = WrongValues.TakeOut(merged, GatewayJsonContext.Default.GatewayOptions);
        problems.AddRange(wrong.Take(ProblemsMax).Select(one => $"{SourceOf(layers, one.Path)}: {JsonPath.ToKey(one.Path)}: {one.Sentence}"));
        Defaults.Fill(merged);
        var options = merged.Deserialize(GatewayJsonContext.Default.GatewayOptions)!;
        // The name stands in the uplink's topics too; it is written, and complained of, once.
        options = options with { Uplink = options.Uplink with { Store = options.Store, Gateway = options.Gateway } };
        string[] silent = ["uplink.store", "uplink.gateway", .. wrong.Select(one => JsonPath.ToKey(WholeOf(one.Path)))];
        problems.AddRange(options.Problems().Where(problem => !silent.Any(key => IsAbout(problem, key))));
        return new ConfigurationOutcome(options, problems, [.. layers.Select(layer => layer.Name)]);
    }

    // An item that was taken out of its list has moved the others up: what follows would name the wrong ones.
    private static IReadOnlyList<string> WholeOf(IReadOnlyList<string> path) => JsonPath.IsIndex(path[^1]) ? [.. path.SkipLast(1)] : path;

    private static bool IsAbout(string problem, string key) =>
        problem.StartsWith(key, StringComparison.OrdinalIgnoreCase) && (problem.Length == key.Length || !char.IsLetterOrDigit(problem[key.Length]));

    private static string SourceOf(IReadOnlyList<ConfigurationLayer> layers, IReadOnlyList<string> path) =>
        layers.LastOrDefault(layer => JsonPath.Has(layer.Keys, path))?.Name ?? "configuration";

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
