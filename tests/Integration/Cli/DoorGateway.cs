using EdgeGateway.Tests.Integration.Hub;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>The real daemon over the simulated store's two doors, and nothing else.</summary>
internal sealed class DoorGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();
    private readonly ChainProgram program;

    private DoorGateway(double speed, params string[] settings) => program = ChainProgram.Own(
        "Daemon",
        "edge-gateway",
        [
            "--simulate", "demo", "--speed", FormattableString.Invariant($"{speed}"),
            .. new[] { "sensors.ble=[]", "sensors.nfc=[]", $"outbox.path={folder.Of("outbox.db")}", $"control.socket={folder.Of("control.sock")}", "outbox.gatherWithin=00:00:00.05" }
                .Concat(settings).SelectMany(setting => new[] { "--set", setting }),
        ]);

    public string Socket => folder.Of("control.sock");

    public string Said => program.LastWords;

    public static async Task<DoorGateway> StartAsync(double speed, params string[] settings)
    {
        var gateway = new DoorGateway(speed, settings);
        gateway.program.Start();
        await UntilAsync(async () => (await EdgeCtlProcess.RunAsync("", "sensors", "--socket", gateway.Socket)).ExitCode == 0);
        return gateway;
    }

    public string Of(string name) => folder.Of(name);

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            // Another process is waited for: there is nothing in this one to be told by.
            await Task.Delay(100, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await program.DisposeAsync();
        folder.Dispose();
    }
}
