using EdgeGateway.Tests.Integration.Hub;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>The real daemon over the simulated store's two doors, and nothing else.</summary>
internal sealed class DoorGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();
    private readonly ChainProgram program;

    private DoorGateway(string script, double speed, params string[] settings) => program = ChainProgram.Own(
        "Daemon",
        "edge-gateway",
        [
            "--simulate", script, "--speed", FormattableString.Invariant($"{speed}"),
            .. new[] { "sensors.ble=[]", "sensors.nfc=[]", $"outbox.path={folder.File("outbox.db")}", $"control.socket={folder.File("control.sock")}", "outbox.gatherWithin=00:00:00.05" }
                .Concat(settings).SelectMany(setting => new[] { "--set", setting }),
        ]);

    public string Socket => folder.File("control.sock");

    public string Said => program.LastWords;

    public static Task<DoorGateway> StartAsync(double speed, params string[] settings) => StartAsync("demo", speed, settings);

    /// <param name="script">demo, or the path of a store script with the demo's devices.</param>
    public static async Task<DoorGateway> StartAsync(string script, double speed, params string[] settings)
    {
        var gateway = new DoorGateway(script, speed, settings);
        gateway.program.Start();
        await UntilAsync(async () => (await EdgeCtlProcess.RunAsync("", "sensors", "--socket", gateway.Socket)).ExitCode == 0);
        return gateway;
    }

    public string Of(string name) => folder.File(name);

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            await Task.Delay(100, limit.Token); // Another process is waited for: nothing in this one tells.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        folder.Dispose();
    }
}
