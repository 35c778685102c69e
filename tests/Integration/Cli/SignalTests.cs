using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Tests.Integration.Outbox;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>The two services end in order by SIGTERM, as systemd sends it, and by SIGINT, as a terminal does.</summary>
public sealed class SignalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public Task TheGatewayEndsInOrder(string signal) => EndsInOrderAsync(
        signal, "Daemon", "edge-gateway", () => File.Exists(folder.Of("control.sock")),
        "--simulate", "demo", "--set", $"outbox.path={folder.Of("outbox.db")}", "--set", $"control.socket={folder.Of("control.sock")}",
        "--set", $"uplink.servers=[\"mqtt://127.0.0.1:{FreePorts.Next()}\"]");

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public Task TheHubEndsInOrder(string signal)
    {
        var broker = FreePorts.Next();
        return EndsInOrderAsync(
            signal, "Hub", "profile-hub", () => IsListened(broker),
            "--data", folder.Of("hub"), "--http", "http://127.0.0.1:0", "--mqtt-listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{broker}"));
    }

    public void Dispose() => folder.Dispose();

    private static async Task EndsInOrderAsync(string signal, string project, string name, Func<bool> isUp, params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, name + ".dll");
        // The tests themselves may have been started with SIGINT ignored, and a child inherits that.
        using var process = Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", program, .. arguments]) { RedirectStandardOutput = true })!;
        using var late = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        try
        {
            while (!isUp())
            {
                Assert.False(process.HasExited, "it ended before it was asked to");
                await Task.Delay(50, late.Token); // another process tells nobody when it is up
            }

            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(late.Token);
            Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}: {await output}");
        }
        finally
        {
            process.Kill();
        }
    }

    private static bool IsListened(int port)
    {
        using var probe = new System.Net.Sockets.TcpClient();
        try
        {
            probe.Connect(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }
}
