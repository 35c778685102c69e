using EdgeGateway.Tests.Integration.Outbox;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>
/// The whole chain as processes: edge-gateway on a simulated store, a real mosquitto, profile-hub. The daemon is killed with SIGKILL at random
/// moments, the broker is away for a while, the hub is killed. Afterwards the hub's ledger holds every number exactly once.
/// </summary>
[Trait("Category", "Slow")]
public class ChaosTests
{
    private const int EventsPerLifeMin = 10;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("EDGEGATEWAY_SLOW") == "1";

    private static int Kills => IsFull ? 12 : 3;

    private static TimeSpan BrokerAway => TimeSpan.FromSeconds(IsFull ? 60 : 3);

    [Fact]
    public async Task EveryNumberIsInTheHubExactlyOnceWhateverWasKilled()
    {
        Assert.SkipUnless(File.Exists(StoreChain.MosquittoPath), "mosquitto is not installed; install the package mosquitto");
        using var folder = new TemporaryFolder();
        await using var chain = new StoreChain(folder.Of("."), folder.Of("."));
        chain.Start();

        await MakeTroubleAsync(new Random(7), chain);

        var account = await chain.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Empty(account.Problems);
        Assert.Equal((account.Produced, 0), (account.Stored, account.Dropped));
        Assert.True(account.Produced >= EventsPerLifeMin * Kills, $"only {account.Produced} events came through");
        await using var outbox = OutboxFiles.Open(chain.OutboxPath).Outbox;
        Assert.Equal((0, account.Produced + 1), (outbox.Status.Waiting, outbox.NextSequence));
    }

    private static async Task MakeTroubleAsync(Random random, StoreChain chain)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await chain.Witness.UntilSeenAsync(chain.Witness.Seen.Count + EventsPerLifeMin, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(0, 3000)); // real processes: the moment at which they are hit is what is tried
            await chain.Gateway.KillAsync();
            chain.Gateway.Start();
            if (kill % 3 == 0)
            {
                await Task.Delay(random.Next(50, 800)); // once more, while it opens its outbox
                await chain.Gateway.KillAsync();
                chain.Gateway.Start();
            }

            if (kill == 1)
            {
                await chain.Mosquitto.KillAsync();
                await Task.Delay(BrokerAway); // the broker is away, which is what is tested
                chain.Mosquitto.Start();
            }

            if (kill % 4 == 2)
            {
                await chain.Hub.KillAsync();
                await Task.Delay(random.Next(0, 3000)); // the hub is away, likewise
                chain.Hub.Start();
            }
        }
    }
}
