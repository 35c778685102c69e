using EdgeGateway.Control;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>The real daemon without sensors: what reaches the hub is what lies in its outbox's folder.</summary>
internal static class BlindGateway
{
    public const string Source = "/stores/berlin-1/gateways/gw-1";

    public static ChainProgram Program(string folder, int mqttPort, params string[] more) => ChainProgram.Own("Daemon", "edge-gateway", [.. Settings(folder, mqttPort), .. more]);

    /// <summary>As a user who owns nothing.</summary>
    public static ChainProgram ProgramAsNobody(string folder, int mqttPort, params string[] more)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(own.Parent!.Parent!.FullName, "Daemon", own.Name, "edge-gateway.dll");
        return new ChainProgram(
            "edge-gateway", "/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", dll, .. Settings(folder, mqttPort), .. more]);
    }

    public static string Socket(string folder) => Path.Combine(folder, "control.sock");

    public static string Database(string folder) => Path.Combine(folder, "outbox.db");

    /// <summary>Waits until its control socket answers: the file is there before anybody listens.</summary>
    public static async Task UntilItAnswersAsync(string folder)
    {
        const int TriesMax = 900;
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var daemon = new ControlClient(Socket(folder));
                await daemon.AskAsync(ControlRoutes.Status, ControlJsonContext.Default.StatusAnswer, CancellationToken.None);
                return;
            }
            catch (ControlException) when (tries < TriesMax)
            {
                await Task.Delay(100); // a real process is on its way
            }
        }
    }

    private static IEnumerable<string> Settings(string folder, int mqttPort) =>
    [
        "--simulate", "demo",
        .. new[]
        {
            "store=berlin-1", "gateway=gw-1", "sensors.ble=[]", "sensors.doors=[]", "sensors.nfc=[]", $"uplink.servers=[\"mqtt://127.0.0.1:{mqttPort}\"]",
            $"outbox.path={Database(folder)}", $"control.socket={Socket(folder)}", "uplink.retryMax=00:00:02", "uplink.resendAfter=00:00:05",
            "uplink.healthEvery=00:00:02", "outbox.retryEvery=00:00:00.5",
        }.SelectMany(setting => new[] { "--set", setting }),
    ];
}
