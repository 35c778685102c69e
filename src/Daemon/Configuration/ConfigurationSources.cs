using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Which layers a command line asks for: embedded defaults of a simulated store, files, environment, command line.</summary>
internal static class ConfigurationSources
{
    public static ConfigurationOutcome Read(CommandLine line)
    {
        List<string> problems = [];
        List<ConfigurationLayer> layers = [];
        if (line.IsTrial)
        {
            layers.Add(new ConfigurationLayer("embedded trial", Trial()));
        }

        if (line.Simulate is not null)
        {
            layers.Add(new ConfigurationLayer("embedded demo store", Embedded("demo-store.json")));
        }

        // A trial needs no file. A named one is read all the same; the customary one is not: it belongs to the real store.
        if (line.Config is not null || !line.IsTrial)
        {
            var readable = ConfigurationFiles.Read(line.Config ?? CommandLine.DefaultConfig, layers, problems);
            if (problems.Count > 0)
            {
                // What the other layers lack may well stand in the file: to complain of that would mislead.
                return new ConfigurationOutcome(new GatewayOptions(), problems, [.. layers.Select(layer => layer.Name)]) { IsReadable = readable };
            }
        }

        if (line.Radio is not null)
        {
            layers.Add(new ConfigurationLayer("--radio", CaptureAsRadio(line.Radio)));
        }

        layers.Add(EnvironmentKeys.Read(Environment.GetEnvironmentVariables()));
        layers.Add(new ConfigurationLayer("command line", line.Settings));
        return ConfigurationReader.Read(layers, problems);
    }

    // A trial keeps its hands off the real store's buffer and socket.
    private static JsonObject Trial()
    {
        var folder = Path.Combine(Path.GetTempPath(), "edge-gateway-trial");
        return new JsonObject
        {
            ["store"] = "trial",
            ["gateway"] = "gw-1",
            ["outbox"] = new JsonObject { ["path"] = Path.Combine(folder, "outbox.db") },
            ["control"] = new JsonObject { ["socket"] = Path.Combine(folder, "control.sock") },
            ["uplink"] = new JsonObject { ["servers"] = new JsonArray("mqtt://127.0.0.1:1883") },
        };
    }

    private static JsonObject CaptureAsRadio(string capture) => new()
    {
        ["sensors"] = new JsonObject
        {
            ["ble"] = new JsonArray(new JsonObject { ["name"] = "capture", ["adapter"] = capture, ["zone"] = "capture" }),
            ["doors"] = new JsonArray(),
            ["thermal"] = new JsonArray(),
            ["singleBeams"] = new JsonArray(),
            ["ultrasonic"] = new JsonArray(),
            ["motion"] = new JsonArray(),
            ["tof"] = new JsonArray(),
            ["nfc"] = new JsonArray(),
            ["codes"] = new JsonArray(),
        },
    };

    private static JsonObject Embedded(string name)
    {
        using var file = typeof(ConfigurationSources).Assembly.GetManifestResourceStream($"EdgeGateway.Daemon.Configuration.{name}")!;
        return JsonNode.Parse(file, documentOptions: ConfigurationFiles.Relaxed)!.AsObject();
    }
}
