using EdgeGateway.Control;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Cli;
using EdgeGateway.Tests.Integration.Hub;
using EdgeGateway.Tests.Lab.Chain;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>The whole daemon on a disk in trouble, with a real hub that must get every number all the same.</summary>
public sealed class DaemonDiskTests : IDisposable
{
    private readonly TemporaryFolder hubData = new();
    private readonly TemporaryFolder run = new();

    private string Socket => run.Of("control.sock");

    public void Dispose()
    {
        hubData.Dispose();
        run.Dispose();
    }

    [Fact]
    public async Task OnAFullDiskTheDaemonSensesOnSaysSoEverywhereAndTheHubGetsEveryNumber()
    {
        using var disk = TestMount.Tmpfs(4);
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        var path = $"outbox.path={disk.Of("outbox.db")}";
        await using var gateway = ChainProgram.Own(
            "Daemon", "edge-gateway", "--simulate", "demo", "--speed", "20", "--set", path, "--set", $"control.socket={Socket}", "--set", "outbox.retryEvery=00:00:00.5",
            "--set", $"uplink.servers=[\"mqtt://127.0.0.1:{hub.MqttPort}\"]", "--set", "uplink.healthEvery=00:00:01", "--set", "uplink.resendAfter=00:00:05");
        gateway.Start();
        await UntilAsync(async () => File.Exists(Socket) && (await StatusAsync()).EventsAccepted > 5, gateway);
        disk.Fill();

        await UntilAsync(async () => (await StatusAsync()).Outbox is { Held: > 5 } held && held.Trouble.Contains("the disk is full", StringComparison.Ordinal), gateway);
        await AssertTroubleIsToldAsync(hub, gateway);
        disk.Free();
        await UntilAsync(async () => (await StatusAsync()).Outbox is { Held: 0, Trouble: "" }, gateway);
        var after = await StatusAsync();
        Assert.Contains("edgegateway_outbox_trouble 0", await LinesAsync(ControlRoutes.Metrics), StringComparison.Ordinal);
        await UntilAsync(() => Task.FromResult(Reports().Length == 2), gateway);
        await gateway.StopAsync();

        await using var rest = BlindGateway.Program(run.Of(""), hub.MqttPort, "--set", path, "--set", $"store={after.Store}", "--set", $"gateway={after.Gateway}");
        rest.Start();
        var account = await HubAccount.UntilAsync(
            hub, after.Gateway, after.Outbox.Epoch, it => it.Missing == 0 && it.Produced >= after.Outbox.NextSequence - 1, () => rest.LastWords);
        Assert.Equal((account.Produced, 0), (account.Stored, account.Dropped));
        Assert.Equal(["failed", "working"], Reports());
    }

    [Fact]
    public async Task AFolderThatMayNotBeWrittenIsUsedAsSoonAsItMay()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root may start the daemon as another user; run the tests as root");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv is not installed (Debian package util-linux)");
        using var store = new TemporaryFolder();
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        File.SetUnixFileMode(store.Of("."), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(run.Of("."), (UnixFileMode)Convert.ToInt32("777", 8));
        await using var gateway = BlindGateway.ProgramAsNobody(run.Of(""), hub.MqttPort, "--set", $"outbox.path={store.Of("outbox.db")}");
        gateway.Start();
        await UntilAsync(async () => File.Exists(Socket) && (await StatusAsync()).Outbox.Trouble.Contains("own the folder", StringComparison.Ordinal), gateway);
        var inMemory = (await StatusAsync()).Outbox.Epoch;

        File.SetUnixFileMode(store.Of("."), (UnixFileMode)Convert.ToInt32("777", 8));
        await UntilAsync(async () => (await StatusAsync()).Outbox is { Trouble: "" } now && now.Epoch != inMemory, gateway);
        Assert.True(File.Exists(store.Of("outbox.db")));
        Assert.Equal(0, (await HubAccount.UntilAsync(hub, "gw-1", inMemory, it => it.Stored >= 1, () => gateway.LastWords)).Missing);
    }

    [Fact]
    public async Task WhatTheCapDroppedIsInTheHubsLedgerToTheNumber()
    {
        var options = new OutboxOptions { Path = BlindGateway.Database(run.Of("")), SizeBytesMax = 1024 * 1024, Source = BlindGateway.Source };
        Guid epoch;
        long last;
        await using (var outbox = OutboxLog.Open(options, TimeProvider.System, OutboxFiles.Draft).Outbox)
        {
            for (var i = 0; i < 100; i++)
            {
                await outbox.AppendAsync([.. Enumerable.Range(0, 60).Select(n => n % 3 == 0 ? OutboxFiles.Crossing() : OutboxFiles.Arrival())], CancellationToken.None);
            }

            (epoch, last) = (outbox.Epoch, outbox.NextSequence - 1);
            Assert.True(outbox.Status.DroppedEvents > 1000, "the cap was never reached");
        }

        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(run.Of(""), hub.MqttPort, "--set", "outbox.sizeBytesMax=1048576");
        gateway.Start();

        var account = await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Produced > last && it.Missing == 0, () => gateway.LastWords);
        Assert.Equal(account.Produced, account.Stored + account.Dropped);
        await UntilAsync(async () => (await StatusAsync()).Outbox.Waiting == 0, gateway);
        Assert.Equal((await StatusAsync()).Outbox.Dropped.Values.Sum(), account.Dropped);
    }

    [Fact]
    public async Task AnotherBrokerAndOtherCapsLeaveTheContentAlone()
    {
        Guid epoch;
        await using (var early = BlindGateway.Program(run.Of(""), FreePorts.Next()))
        {
            early.Start();
            await UntilAsync(async () => File.Exists(Socket) && (await StatusAsync()).Outbox.Waiting == 1, early);
            epoch = (await StatusAsync()).Outbox.Epoch;
            await early.StopAsync();
        }

        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(
            run.Of(""), hub.MqttPort, "--set", "outbox.sizeBytesMax=2000000", "--set", "outbox.ageMax=00:10:00", "--set", "uplink.clientId=another", "--set", "outbox.walPagesMax=100");
        gateway.Start();
        Assert.Equal(new HubAccount(2, 2, 0, 0), await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Stored >= 2, () => gateway.LastWords));
    }

    private async Task AssertTroubleIsToldAsync(HubProcess hub, ChainProgram gateway)
    {
        Assert.Equal(1, (await EdgeCtlProcess.RunAsync("", "status", "--socket", Socket)).ExitCode);
        Assert.Contains("503", (await Assert.ThrowsAsync<ControlException>(() => LinesAsync(ControlRoutes.Health))).Message, StringComparison.Ordinal);
        Assert.Contains("edgegateway_outbox_trouble 1", await LinesAsync(ControlRoutes.Metrics), StringComparison.Ordinal);
        var (code, told, _) = await EdgeCtlProcess.RunAsync("", "outbox", "status", "--json", "--socket", Socket);
        Assert.Equal(1, code);
        Assert.Matches("\"held\":[1-9]", told);
        await UntilAsync(async () => (await hub.Http.GetStringAsync("/v1/gateways")).Contains("the disk is full", StringComparison.Ordinal), gateway);
    }

    // The outbox's own reports as the hub has them, in order.
    private string[] Reports()
    {
        using var connection = new SqliteConnection($"Data Source={Directory.GetFiles(hubData.Of("data"), "*.db").Single()};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json_extract(CAST(json AS TEXT), '$.data.condition') FROM event WHERE type = 'sensor.state' AND json_extract(CAST(json AS TEXT), '$.data.sensor') = 'outbox' ORDER BY sequence";
        using var rows = command.ExecuteReader();
        List<string> conditions = [];
        while (rows.Read())
        {
            conditions.Add(rows.GetString(0));
        }

        return [.. conditions];
    }

    private async Task<StatusAnswer> StatusAsync()
    {
        using var daemon = new ControlClient(Socket);
        return await daemon.AskAsync(ControlRoutes.Status, ControlJsonContext.Default.StatusAnswer, CancellationToken.None);
    }

    private async Task<string> LinesAsync(string route)
    {
        using var daemon = new ControlClient(Socket);
        var lines = new List<string>();
        await foreach (var line in daemon.LinesAsync(route, CancellationToken.None))
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, ChainProgram gateway)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (ControlException) when (tries < 400)
            {
                // The socket is there before anybody listens on it.
            }

            Assert.True(tries < 400, $"it did not happen within some ninety seconds; {gateway.LastWords}");
            await Task.Delay(200); // a real process is on its way
        }
    }
}
