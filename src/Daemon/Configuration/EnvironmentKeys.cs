using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>
/// Settings given as text: <c>EDGEGATEWAY__UPLINK__SERVERS=["mqtt://hub"]</c> in the environment, <c>--set 'uplink.servers=["mqtt://hub"]'</c> on the command line.
/// A value that reads as JSON is taken as JSON, anything else as a string.
/// </summary>
internal static class EnvironmentKeys
{
    private const string Prefix = "EDGEGATEWAY__";

    public static ConfigurationLayer Read(IDictionary environment)
    {
        var keys = new JsonObject();
        foreach (DictionaryEntry entry in environment)
        {
            var name = (string)entry.Key;
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                Set(keys, name[Prefix.Length..].Split("__"), (string?)entry.Value ?? "");
            }
        }

        return new ConfigurationLayer("environment", keys);
    }

    public static void Set(JsonObject keys, IReadOnlyList<string> path, string value)
    {
        var at = keys;
        foreach (var step in path.SkipLast(1))
        {
            var name = at.FirstOrDefault(entry => entry.Key.Equals(step, StringComparison.OrdinalIgnoreCase)).Key ?? step;
            if (at[name] is not JsonObject next)
            {
                at[name] = next = [];
            }

            at = next;
        }

        at[path[^1]] = ValueOf(value);
    }

    private static JsonNode? ValueOf(string value)
    {
        try
        {
            return JsonNode.Parse(value, documentOptions: ConfigurationFiles.Relaxed);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
