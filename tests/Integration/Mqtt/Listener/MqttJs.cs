namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>MQTT.js from npm, installed once beside the test program.</summary>
internal static class MqttJs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "peers", "mqtt-js");
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>Runs a script in which <c>mqtt</c> is the library and <c>process.argv[1]</c> the first argument.</summary>
    public static async Task<PeerProgram> RunAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        var environment = new Dictionary<string, string> { ["NODE_PATH"] = Path.Combine(Folder, "node_modules") };
        return new PeerProgram("node", ["-e", "const mqtt = require('mqtt');\n" + script, .. arguments], "nodejs", environment);
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "mqtt")))
            {
                return;
            }

            Directory.CreateDirectory(Folder);
            await using var npm = new PeerProgram(
                "npm", ["install", "--prefix", Folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "mqtt@5"], "npm");
            var (exitCode, _, errors) = await npm.EndAsync(seconds: 300);
            Assert.SkipUnless(exitCode == 0, "npm could not install mqtt@5; connect to a registry, or put it into " + Folder + "\n" + errors);
        }
        finally
        {
            Installing.Release();
        }
    }
}
