using System.Globalization;

namespace EdgeGateway.Cli.Demo;

/// <summary>Where the demo's programs live and meet: a folder of its own, ports that are free.</summary>
internal sealed class DemoStore : IDisposable
{
    private const int HubAttemptsMax = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("edgegateway-demo-").FullName;
    private int pages;
    private int broker;

    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pages}/"));

    public string Broker => string.Create(CultureInfo.InvariantCulture, $"mqtt://127.0.0.1:{broker}");

    public string Socket => Path.Combine(folder, "control.sock");

    /// <summary>Starts a hub and waits until it is ready. A port that was free may be taken when the hub comes to it; then it tries others.</summary>
    /// <exception cref="IOException">It does not start; with what it said last.</exception>
    public async Task<ChildProgram> StartHubAsync(CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            (pages, broker) = attempt == 1 ? (FreePort.Near(8080), FreePort.Near(1883)) : (FreePort.Any(), FreePort.Any());
            var hub = StartHub();
            if (await IsReadyAsync(hub, stopping))
            {
                return hub;
            }

            await hub.DisposeAsync();
            if (attempt == HubAttemptsMax)
            {
                throw new IOException($"profile-hub does not start; it said last:\n{hub.LastWords}");
            }
        }
    }

    /// <param name="script">A script file, or <c>demo</c> for the built-in quarter of an hour.</param>
    public ChildProgram StartGateway(string script, double speed) => ChildProgram.Start("edge-gateway", "Daemon",
    [
        "--simulate", script, "--speed", speed.ToString(CultureInfo.InvariantCulture),
        "--set", $"outbox.path={Path.Combine(folder, "outbox.db")}",
        "--set", $"control.socket={Socket}",
        "--set", $"uplink.servers=[\"{Broker}\"]",
        // Totals end on the wall's quarters and the first interval is at least half a one: at half of all times of day a quarter of an hour has none.
        "--set", "visits.trafficEvery=00:05:00",
    ]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ChildProgram StartHub() => ChildProgram.Start("profile-hub", "Hub",
    [
        "--demo", "--data", Path.Combine(folder, "hub"), "--http", Page.GetLeftPart(UriPartial.Authority),
        "--mqtt-listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{broker}"),
    ]);

    private static async Task<bool> IsReadyAsync(ChildProgram hub, CancellationToken stopping)
    {
        try
        {
            return await hub.Ready.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            await hub.DisposeAsync();
            throw;
        }
    }
}
