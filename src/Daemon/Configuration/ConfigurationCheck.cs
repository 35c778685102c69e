using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Prints the verdict on a configuration: for people, or with --json for programs.</summary>
internal static class ConfigurationCheck
{
    public static int Print(ConfigurationOutcome outcome, bool json, TextWriter to)
    {
        if (json)
        {
            to.WriteLine(new JsonObject
            {
                ["ok"] = outcome.IsUsable,
                ["sources"] = new JsonArray([.. outcome.Sources.Select(source => JsonValue.Create(source))]),
                ["problems"] = new JsonArray([.. outcome.Problems.Select(problem => JsonValue.Create(problem))]),
            }.ToJsonString());
        }
        else if (outcome.IsUsable)
        {
            to.WriteLine($"The configuration is usable. Read: {string.Join(", ", outcome.Sources)}.");
        }
        else
        {
            to.WriteLine($"{outcome.Problems.Count} problem{(outcome.Problems.Count == 1 ? "" : "s")} in the configuration:");
            foreach (var problem in outcome.Problems)
            {
                to.WriteLine($"  {problem}");
            }
        }

        return outcome switch
        {
            { IsUsable: true } => ExitCodes.Success,
            { IsReadable: true } => ExitCodes.Configuration,
            _ => ExitCodes.Unreadable,
        };
    }
}
