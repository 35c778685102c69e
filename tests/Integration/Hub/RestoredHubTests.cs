using System.Net.Sockets;
using System.Text.Json;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>
/// The whole chain as processes, and the hub's database is gone: once while the gateway runs, once while it is being restarted as well. What the gateway
/// still has comes again; what it deleted on the old hub's word is lost by its word, by number, and nothing stays missing.
/// </summary>
public class RestoredHubTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AWipedHubKnowsInTheEndWhatItHasAndWhatIsGone(bool isGatewayRestarted)
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/mosquitto"), "mosquitto is not installed; install the package mosquitto");
        using var folder = new TemporaryFolder();
        var (mqtt, http) = (FreePorts.Next(), FreePorts.Next());
        await File.WriteAllTextAsync(folder.File("mosquitto.conf"), $"log_type none\npersistence false\nlistener {mqtt} 127.0.0.1\nallow_anonymous true\n");
        await File.WriteAllTextAsync(folder.File("hub.json"), """{"holes": {"askAfterSeconds": 2}}""");
        await using var mosquitto = new ChainProgram("mosquitto", "/usr/sbin/mosquitto", ["-c", folder.File("mosquitto.conf")]);
        await using var hub = ChainProgram.Own(
            "Hub", "profile-hub", "--config", folder.File("hub.json"), "--data", folder.File("hub"), "--http", $"http://127.0.0.1:{http}",
            "--broker", $"mqtt://127.0.0.1:{mqtt}");
        await using var gateway = ChainProgram.Own(
            "Daemon", "edge-gateway", "--simulate", "demo", "--speed", "60",
            "--set", $"uplink.servers=[\"mqtt://127.0.0.1:{mqtt}\"]", "--set", $"outbox.path={folder.File("outbox.db")}",
            "--set", $"control.socket={folder.File("control.sock")}", "--set", "uplink.retryMax=00:00:02", "--set", "uplink.resendAfter=00:00:05",
            "--set", "uplink.healthEvery=00:00:02");
        mosquitto.Start();
        hub.Start();
        gateway.Start();
        var address = new Uri($"http://127.0.0.1:{http}/v1/completeness");
        var before = await UntilAsync(address, account => account.Stored > 50, hub, gateway);

        await hub.KillAsync();
        Directory.Delete(folder.File("hub"), recursive: true);
        if (isGatewayRestarted)
        {
            await gateway.KillAsync();
            gateway.Start();
        }

        hub.Start();
        var after = await UntilAsync(address, account => account.Gone >= before.Stored / 2 && account.CompleteTo >= before.Stored, hub, gateway);

        Assert.Equal(1, after.Epochs);
        Assert.True(after.Produced >= before.Produced, $"the numbers went back from {before.Produced} to {after.Produced}");
        Assert.True(after.CompleteTo >= before.Stored && after.Stored + after.Gone + after.Missing == after.Produced, $"{after}");
    }

    private static async Task<Account> UntilAsync(Uri address, Func<Account, bool> isSo, ChainProgram hub, ChainProgram gateway)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var last = "nothing";
        for (var i = 0; i < 240; i++)
        {
            await Task.Delay(500); // polls a real process twice a second
            try
            {
                last = await client.GetStringAsync(address);
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException or SocketException)
            {
                continue;
            }

            if (Read(last) is { } account && isSo(account))
            {
                return account;
            }
        }

        Assert.Fail($"it did not come to that: {last} {gateway.LastWords} {hub.LastWords}");
        return null!;
    }

    private static Account? Read(string json)
    {
        using var report = JsonDocument.Parse(json);
        var gateways = report.RootElement.GetProperty("gateways");
        if (gateways.GetArrayLength() == 0 || gateways[0].GetProperty("epochs").GetArrayLength() == 0)
        {
            return null;
        }

        var epochs = gateways[0].GetProperty("epochs");

        long Number(string name) => epochs[0].GetProperty(name).GetInt64();
        long Sum(string name) => epochs[0].GetProperty(name).EnumerateObject().Sum(reason => reason.Value.GetInt64());
        return new Account(
            epochs.GetArrayLength(), Number("produced"), Number("stored"), Sum("lost") + Sum("dropped") + Number("quarantined"), Number("missing"), Number("completeTo"));
    }

    private sealed record Account(int Epochs, long Produced, long Stored, long Gone, long Missing, long CompleteTo);
}
