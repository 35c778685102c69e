using System.Globalization;

namespace EdgeGateway.Cli.Demo;

/// <summary>Where the demo's programs live and meet: a folder of its own, ports that are free.</summary>
internal sealed class DemoStore : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("edgegateway-demo-").FullName;
    private readonly int pages = FreePort.Near(8080);
    private readonly int broker = FreePort.Near(1883);

    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pages}/"));

    public string Broker => string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{broker}");

    public string Socket => Path.Combine(folder, "control.sock");

    public ChildProgram StartHub() => ChildProgram.Start("profile-hub", "Hub",
    [
        "--demo", "--data", Path.Combine(folder, "hub"), "--http", Page.GetLeftPart(UriPartial.Authority),
        "--mqtt-listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{broker}"),
    ]);

    /// <param name="script">A script file, or <c>demo</c> for the built-in quarter of an hour.</param>
    public ChildProgram StartGateway(string script, double speed) => ChildProgram.Start("edge-gateway", "Daemon",
    [
        "--simulate", script, "--speed", speed.ToString(CultureInfo.InvariantCulture),
        "--set", $"outbox.path={Path.Combine(folder, "outbox.db")}",
        "--set", $"control.socket={Socket}",
        "--set", $"uplink.servers=[\"{Broker}\"]",
    ]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
