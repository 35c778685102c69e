namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>
/// The whole chain as processes: edge-gateway on a simulated store, a real mosquitto, profile-hub; a link that can be cut and a witness between
/// them. Whatever is done to them, <see cref="SettleAsync"/> lets everything arrive and draws up the account.
/// </summary>
internal sealed class StoreChain : IAsyncDisposable
{
    public const string MosquittoPath = "/usr/sbin/mosquitto";

    private static readonly TimeSpan SettlePatience = TimeSpan.FromMinutes(3);

    private readonly string folder;
    private readonly Uri completeness;
    private readonly ChainProgram blindGateway;

    /// <param name="folder">Holds the configuration and the hub's data.</param>
    /// <param name="outboxFolder">Holds the outbox.</param>
    /// <param name="settings">More of the gateway's settings, as for <c>--set</c>.</param>
    public StoreChain(string folder, string outboxFolder, params string[] settings)
    {
        this.folder = folder;
        var (mqtt, http) = (FreePorts.Next(), FreePorts.Next());
        var broker = $"mqtt://127.0.0.1:{mqtt}";
        completeness = new Uri($"http://127.0.0.1:{http}/v1/completeness");
        File.WriteAllText(Path.Combine(folder, "mosquitto.conf"), $"log_type none\npersistence false\nlistener {mqtt} 127.0.0.1\nallow_anonymous true\n");
        Mosquitto = new ChainProgram("mosquitto", MosquittoPath, ["-c", Path.Combine(folder, "mosquitto.conf")]);
        Hub = ChainProgram.Own("Hub", "profile-hub", "--data", Path.Combine(folder, "hub"), "--http", $"http://127.0.0.1:{http}", "--broker", broker);
        Link = new CuttableLink(mqtt);
        Witness = new Witness(new Uri(broker));
        OutboxPath = Path.Combine(outboxFolder, "outbox.db");
        var script = Path.Combine(folder, "day.jsonl");
        File.WriteAllLines(script, LongDay.Lines());
        string[] all =
        [
            $"uplink.servers=[\"mqtt://127.0.0.1:{Link.Port}\"]", $"outbox.path={OutboxPath}",
            $"control.socket={Path.Combine(folder, "control.sock")}", "uplink.retryMax=00:00:02", "uplink.resendAfter=00:00:05", .. settings,
        ];
        string[] arguments = ["--simulate", script, "--speed", "60", .. all.SelectMany(setting => (string[])["--set", setting])];
        Gateway = ChainProgram.Own("Daemon", "edge-gateway", arguments);
        blindGateway = ChainProgram.Own(
            "Daemon", "edge-gateway", [.. arguments, "--set", "sensors.ble=[]", "--set", "sensors.doors=[]", "--set", "sensors.nfc=[]"]);
    }

    public ChainProgram Mosquitto { get; }

    public ChainProgram Hub { get; }

    public ChainProgram Gateway { get; }

    public CuttableLink Link { get; }

    public Witness Witness { get; }

    public string OutboxPath { get; }

    public void Start(bool withGateway = true)
    {
        Mosquitto.Start();
        Hub.Start();
        Witness.Start();
        if (withGateway)
        {
            Gateway.Start();
        }
    }

    /// <summary>Ends the sensing, waits until the hub has everything that waits, ends the rest.</summary>
    public async Task<ChainAccount> SettleAsync(CancellationToken stopping)
    {
        // Without sensors nothing new comes, and what the trouble has left must arrive.
        await Gateway.KillAsync();
        blindGateway.Start();
        var account = await UntilCompleteAsync(stopping);
        await blindGateway.StopAsync();
        await Hub.KillAsync();
        return account with { Problems = [.. account.Problems, .. Witness.Conflicts, .. Unwitnessed()] };
    }

    /// <summary>Waits until nothing is missing, nothing waits and nothing new has come for some seconds.</summary>
    public async Task<ChainAccount> UntilCompleteAsync(CancellationToken stopping)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var (said, settledFor, before) = ("nothing", 0, 0L);
        for (var second = 0; second < SettlePatience.TotalSeconds; second++)
        {
            await Task.Delay(1000, stopping); // polls a real process once a second
            try
            {
                said = await http.GetStringAsync(completeness, stopping);
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException && !stopping.IsCancellationRequested)
            {
                continue;
            }

            var (account, waiting, missing) = HubAccount.Read(said);
            settledFor = account.Produced > 0 && account.Produced == before && missing == 0 && waiting == 0 ? settledFor + 1 : 0;
            before = account.Produced;
            if (settledFor >= 3)
            {
                return account;
            }
        }

        return new ChainAccount(0, 0, 0, 0, [$"the hub's account never became complete: {said} {blindGateway.LastWords} {Hub.LastWords}"]);
    }

    /// <summary>What the witness has seen must be in the hub as the same event.</summary>
    public IEnumerable<string> Unwitnessed()
    {
        var stored = HubAccount.Ids(Directory.GetFiles(Path.Combine(folder, "hub"), "*.db").Single());
        return from seen in Witness.Seen
               where !stored.TryGetValue(seen.Key, out var id) || id != seen.Value
               select $"number {seen.Key.Sequence} of epoch {seen.Key.Epoch} went over the broker as event {seen.Value}, which the hub does not have";
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await blindGateway.DisposeAsync();
        await Link.DisposeAsync();
        await Hub.DisposeAsync();
        await Witness.DisposeAsync();
        await Mosquitto.DisposeAsync();
    }
}
