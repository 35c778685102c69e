using EdgeGateway.Control;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Hub;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>A gateway with a new name at a broker that lets every name speak for itself alone.</summary>
public sealed class RenameRightsTests : IDisposable
{
    private readonly TemporaryFolder store = new();
    private readonly TemporaryFolder hubData = new();

    public void Dispose()
    {
        store.Dispose();
        hubData.Dispose();
    }

    [Fact]
    public async Task TheOldNamesEventsWaitAndTheMissingRightIsNamed()
    {
        var options = new OutboxOptions { Path = BlindGateway.Database(store.Of("")), Source = BlindGateway.Source };
        await using (var outbox = OutboxLog.Open(options, TimeProvider.System, OutboxFiles.Draft).Outbox)
        {
            await outbox.AppendAsync(OutboxFiles.Arrival(), CancellationToken.None);
        }

        var password = hubData.Of("password");
        await File.WriteAllTextAsync(password, "a password");
        await File.WriteAllTextAsync(
            hubData.Of("hub.json"),
            $$"""{ "broker": { "users": [ { "name": "till-7", "passwordFile": "{{password}}", "store": "berlin-1", "gateway": "till-7" } ] } }""");
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"), "--config", hubData.Of("hub.json"));
        await using var gateway = BlindGateway.Program(
            store.Of(""), hub.MqttPort, "--set", "gateway=till-7", "--set", "uplink.userName=till-7", "--set", $"uplink.passwordFile={password}");
        gateway.Start();

        var told = "";
        for (var tries = 0; tries < 300 && !told.Contains("edge/v1/berlin-1/gw-1/event/+", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(200); // a real process is on its way
            told = await SentenceAsync();
        }

        Assert.True(told.Contains("edge/v1/berlin-1/gw-1/event/+", StringComparison.Ordinal), $"it says \"{told}\"; {gateway.LastWords}");
        Assert.Single(store.Files("outbox.*.renamed.db"));
        Assert.Empty(store.Files("*.delivered"));
    }

    private async Task<string> SentenceAsync()
    {
        try
        {
            using var daemon = new ControlClient(BlindGateway.Socket(store.Of("")));
            return (await daemon.AskAsync(ControlRoutes.Outbox, ControlJsonContext.Default.OutboxAnswer, CancellationToken.None)).FilesSentence;
        }
        catch (ControlException notYet)
        {
            return notYet.Message;
        }
    }
}
