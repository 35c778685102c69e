using System.Text;
using System.Text.Json;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Integration.Outbox;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>
/// The whole chain as processes: edge-gateway on a simulated store, a real mosquitto, profile-hub. The daemon is killed with SIGKILL at random
/// moments, the broker is away for a while, the hub is killed. Afterwards the hub's ledger holds every number exactly once.
/// </summary>
[Trait("Category", "Slow")]
public class ChaosTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("EDGEGATEWAY_SLOW") == "1";

    private static int Kills => IsFull ? 12 : 3;

    private static TimeSpan BrokerAway => TimeSpan.FromSeconds(IsFull ? 60 : 3);

    [Fact]
    public async Task EveryNumberIsInTheHubExactlyOnceWhateverWasKilled()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/mosquitto"), "mosquitto is not installed; install the package mosquitto");
        using var folder = new TemporaryFolder();
        var (mqtt, http) = (ChaosProgram.FreePort(), ChaosProgram.FreePort());
        await File.WriteAllTextAsync(folder.Of("mosquitto.conf"), $"log_type none\npersistence false\nlistener {mqtt} 127.0.0.1\nallow_anonymous true\n");
        await using var mosquitto = new ChaosProgram("mosquitto", "/usr/sbin/mosquitto", ["-c", folder.Of("mosquitto.conf")]);
        await using var hub = ChaosProgram.Own(
            "Hub", "profile-hub", "--data", folder.Of("hub"), "--http", $"http://127.0.0.1:{http}", "--broker", $"mqtt://127.0.0.1:{mqtt}");
        string[] settings =
        [
            "--simulate", "demo", "--speed", "60",
            "--set", $"uplink.servers=[\"mqtt://127.0.0.1:{mqtt}\"]", "--set", $"outbox.path={folder.Of("outbox.db")}",
            "--set", $"control.socket={folder.Of("control.sock")}", "--set", "uplink.retryMax=00:00:02", "--set", "uplink.resendAfter=00:00:05",
        ];
        await using var gateway = ChaosProgram.Own("Daemon", "edge-gateway", settings);
        await using var blindGateway = ChaosProgram.Own(
            "Daemon", "edge-gateway", [.. settings, "--set", "sensors.ble=[]", "--set", "sensors.doors=[]", "--set", "sensors.nfc=[]"]);
        mosquitto.Start();
        hub.Start();
        gateway.Start();

        await MakeTroubleAsync(new Random(7), mosquitto, hub, gateway);

        // Without sensors nothing new comes, and what the kills have left must arrive.
        await gateway.KillAsync();
        blindGateway.Start();
        var last = await UntilCompleteAsync(new Uri($"http://127.0.0.1:{http}/v1/completeness"), hub, blindGateway);
        await blindGateway.StopAsync();
        await hub.KillAsync();
        await using (var outbox = OutboxFiles.Open(folder.Of("outbox.db")).Outbox)
        {
            Assert.Equal((0, last + 1), (outbox.Status.Waiting, outbox.NextSequence));
        }

        Assert.True(last > 10 * Kills, $"only {last} events came through");
        AssertLedger(Directory.GetFiles(folder.Of("hub"), "*.db").Single(), last);
    }

    private static async Task MakeTroubleAsync(Random random, ChaosProgram mosquitto, ChaosProgram hub, ChaosProgram gateway)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(1500, 6000)); // real processes: there is nothing to wait for but the moment at which they are hit
            await gateway.KillAsync();
            gateway.Start();
            if (kill == 1)
            {
                await mosquitto.KillAsync();
                await Task.Delay(BrokerAway); // the broker is away, which is what is tested
                mosquitto.Start();
            }

            if (kill % 4 == 2)
            {
                await hub.KillAsync();
                await Task.Delay(random.Next(0, 3000)); // the hub is away, likewise
                hub.Start();
            }
        }
    }

    // Returns the last number, once nothing is missing, nothing waits and nothing new has come for some seconds.
    private static async Task<long> UntilCompleteAsync(Uri completeness, ChaosProgram hub, ChaosProgram gateway)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var (said, settledAt, produced) = ("nothing", 0, 0L);
        for (var second = 0; second < 180; second++)
        {
            await Task.Delay(1000); // polls a real process once a second
            try
            {
                said = await http.GetStringAsync(completeness);
            }
            catch (Exception down) when (down is HttpRequestException or TaskCanceledException)
            {
                continue;
            }

            using var report = JsonDocument.Parse(said);
            var gateways = report.RootElement.GetProperty("gateways");
            if (gateways.GetArrayLength() == 0 || gateways[0].GetProperty("verdict").GetString() != "complete")
            {
                settledAt = 0;
                continue;
            }

            var epoch = gateways[0].GetProperty("epochs")[0];
            Assert.Equal(1, gateways[0].GetProperty("epochs").GetArrayLength());
            Assert.Equal(0, epoch.GetProperty("missing").GetInt64());
            settledAt = epoch.GetProperty("produced").GetInt64() == produced ? settledAt + 1 : 0;
            produced = epoch.GetProperty("produced").GetInt64();

            if (settledAt >= 3 && gateways[0].GetProperty("waiting").GetInt64() == 0)
            {
                return produced;
            }
        }

        Assert.Fail($"the hub's ledger never became complete: {said} {gateway.LastWords} {hub.LastWords}");
        return 0;
    }

    private static void AssertLedger(string database, long last)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        var unusual = Rows(connection, "SELECT kind, first, last FROM settled WHERE kind <> 'stored' UNION ALL SELECT reason, topic, bytes FROM quarantine");
        Assert.True(unusual.Length == 0, unusual);
        Assert.Equal(
            $"{last} {last} 1 {last} 1",
            Rows(connection, "SELECT count(*), count(DISTINCT sequence), min(sequence), max(sequence), count(DISTINCT epoch) FROM event").Trim());
    }

    private static string Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts stand above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        var text = new StringBuilder();
        while (row.Read())
        {
            text.AppendLine(string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(i => row[i] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{row[i]}")));
        }

        return text.ToString();
    }
}
