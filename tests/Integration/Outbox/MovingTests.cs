using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Cli;
using EdgeGateway.Tests.Integration.Hub;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>Events moved by file, from end to end: real daemon, real hub, edgectl as a technician runs it.</summary>
public sealed class MovingTests : IDisposable
{
    private const int Count = 500;

    private readonly TemporaryFolder store = new();
    private readonly TemporaryFolder elsewhere = new();
    private readonly TemporaryFolder hubData = new();

    public void Dispose()
    {
        store.Dispose();
        elsewhere.Dispose();
        hubData.Dispose();
    }

    [Fact]
    public async Task WhatWasReadableInAFileThatHadToBeGivenUpReachesTheHubByItself()
    {
        var epoch = await FillAsync(store.Of("outbox.db"));
        OutboxFiles.Overwrite(store.Of("outbox.db"), 0, 4096);
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(store.Of(""), hub.MqttPort);
        gateway.Start();

        var account = await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Stored >= Count, () => gateway.LastWords);
        Assert.Equal(new HubAccount(Count, Count, 0, 0), account);
        await UntilAsync(() => store.Files("outbox.*.damaged.db.delivered").Length == 1);
    }

    [Fact]
    public async Task AnExportOfAnotherGatewaysDeadDiskCompletesTheHubsLedger()
    {
        var epoch = await FillAsync(elsewhere.Of("outbox.db"));
        OutboxFiles.Overwrite(elsewhere.Of("outbox.db"), 0, 4096);
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(store.Of(""), hub.MqttPort);
        gateway.Start();
        await BlindGateway.UntilItAnswersAsync(store.Of(""));

        var export = elsewhere.Of("events.jsonl");
        var (exported, said, error) = await EdgeCtlProcess.RunAsync("", "outbox", "export", export, "--database", elsewhere.Of("outbox.db"), "--json");
        Assert.True(exported == 0, said + error);
        Assert.Contains($"\"events\":{Count}", said, StringComparison.Ordinal);
        for (var twice = 0; twice < 2; twice++)
        {
            var (imported, _, problem) = await EdgeCtlProcess.RunAsync("", "outbox", "import", export, "--socket", BlindGateway.Socket(store.Of("")));
            Assert.True(imported == 0, problem);
        }

        var account = await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Stored >= Count, () => gateway.LastWords);
        Assert.Equal(new HubAccount(Count, Count, 0, 0), account);
        await UntilAsync(() => Directory.GetFiles(store.Of("import")).Length == 0);
    }

    [Fact]
    public async Task AnImportSurvivesAKillAndTheHubsAbsence()
    {
        var epoch = await FillAsync(elsewhere.Of("outbox.db"));
        var export = elsewhere.Of("events.jsonl");
        Assert.Equal(0, (await EdgeCtlProcess.RunAsync("", "outbox", "export", export, "--database", elsewhere.Of("outbox.db"))).ExitCode);
        var port = FreePorts.Next();
        await using (var early = BlindGateway.Program(store.Of(""), port))
        {
            early.Start();
            await BlindGateway.UntilItAnswersAsync(store.Of(""));
            Assert.Equal(0, (await EdgeCtlProcess.RunAsync("", "outbox", "import", export, "--socket", BlindGateway.Socket(store.Of("")))).ExitCode);
        }

        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(store.Of(""), hub.MqttPort);
        gateway.Start();

        Assert.Equal(Count, (await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Stored >= Count, () => gateway.LastWords)).Stored);
    }

    [Fact]
    public async Task AnExportThatWasCutOrChangedIsRefusedWhole()
    {
        await FillAsync(elsewhere.Of("outbox.db"));
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(store.Of(""), hub.MqttPort);
        gateway.Start();
        await BlindGateway.UntilItAnswersAsync(store.Of(""));
        var (_, export, _) = await EdgeCtlProcess.RunAsync("", "outbox", "export", "-", "--database", elsewhere.Of("outbox.db"));

        foreach (var (text, complaint) in new[] { (export[..(export.Length / 2)], "cut off"), (export.Replace("\"entrance\"", "\"entranse\"", StringComparison.Ordinal), "does not agree"), ("{}\n", "no export") })
        {
            var (code, _, error) = await EdgeCtlProcess.RunAsync(text, "outbox", "import", "-", "--socket", BlindGateway.Socket(store.Of("")));
            Assert.Equal(1, code);
            Assert.Contains(complaint, error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(store.Of("import")));
    }

    [Fact]
    public async Task TheRunningDaemonExportsWhatWaitsWithoutGivingItUp()
    {
        await FillAsync(store.Of("outbox.db"));
        await using var gateway = BlindGateway.Program(store.Of(""), FreePorts.Next());
        gateway.Start();
        await BlindGateway.UntilItAnswersAsync(store.Of(""));

        var (code, lines, error) = await EdgeCtlProcess.RunAsync(
            "", "outbox", "export", "-", "--lane", "visit", "--from", "11", "--to", "20", "--socket", BlindGateway.Socket(store.Of("")));
        Assert.True(code == 0, error);
        Assert.Equal(12, lines.TrimEnd().Split('\n').Length);
        Assert.Contains("{\"end\":10,", lines, StringComparison.Ordinal);

        var (_, status, _) = await EdgeCtlProcess.RunAsync("", "outbox", "status", "--json", "--socket", BlindGateway.Socket(store.Of("")));
        Assert.Contains($"\"waitingVisits\":{Count}", status, StringComparison.Ordinal);
        var (inUse, _, why) = await EdgeCtlProcess.RunAsync("", "outbox", "export", "-", "--database", store.Of("outbox.db"));
        Assert.Equal(3, inUse);
        Assert.Contains("in use by a running edge-gateway", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterARenameTheEventsOfTheOldNameReachTheHubUnderIt()
    {
        var epoch = await FillAsync(store.Of("outbox.db"));
        await using var hub = await HubProcess.StartAsync(hubData.Of("data"));
        await using var gateway = BlindGateway.Program(store.Of(""), hub.MqttPort, "--set", "gateway=till-7", "--set", "outbox.sizeBytesMax=2000000");
        gateway.Start();

        var account = await HubAccount.UntilAsync(hub, "gw-1", epoch, it => it.Stored >= Count, () => gateway.LastWords);
        Assert.Equal(new HubAccount(Count, Count, 0, 0), account);
        var news = await hub.GetAsync("/v1/completeness");
        var renamed = news.GetProperty("gateways").EnumerateArray().Single(one => one.GetProperty("gateway").GetString() == "till-7");
        Assert.NotEqual(epoch, Assert.Single(renamed.GetProperty("epochs").EnumerateArray()).GetProperty("epoch").GetGuid());
    }

    private static async Task<Guid> FillAsync(string path)
    {
        await using var outbox = OutboxLog.Open(new OutboxOptions { Path = path, Source = BlindGateway.Source }, TimeProvider.System, OutboxFiles.Draft).Outbox;
        for (var i = 0; i < Count; i += 25)
        {
            await outbox.AppendAsync([.. Enumerable.Range(0, 25).Select(_ => OutboxFiles.Arrival())], CancellationToken.None);
        }

        return outbox.Epoch;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 600, "it did not happen within a minute");
            await Task.Delay(100); // a real process is on its way
        }
    }
}
