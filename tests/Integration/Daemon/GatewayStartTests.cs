using EdgeGateway.Daemon;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Daemon;

public sealed class GatewayStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("start-").FullName;

    private string Database => Path.Combine(folder, "outbox.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task AStartThatAMissingKeyForbidsLeavesNoEventBehind()
    {
        // systemd starts it anew every two seconds: an event for each of them would push out what the store has sensed.
        var options = new GatewayOptions
        {
            Store = "berlin-1",
            Gateway = "gw-1",
            Privacy = new PrivacyOptions { Tier = PrivacyTier.Pseudonymous, PseudonymKeyFile = Path.Combine(folder, "no-such-key") },
            Outbox = new OutboxOptions { Path = Database },
            Control = new ControlOptions { Socket = Path.Combine(folder, "control.sock") },
        };

        var refused = await Assert.ThrowsAsync<DeviceException>(() => Gateway.OpenAsync(options, World.Open(CommandLine.Parse(["--simulate", "demo"]))));

        Assert.Contains("cannot read the pseudonym key", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }
}
