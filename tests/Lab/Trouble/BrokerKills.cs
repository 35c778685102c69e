using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>mosquitto, which keeps nothing on disk here, is killed with everything that it had acknowledged and not yet delivered.</summary>
internal sealed class BrokerKills() : ChainExperiment("broker-kills", "kills of the broker")
{
    protected override async Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping)
    {
        await chain.Mosquitto.KillAsync();
        await Task.Delay(random.Next(0, 2000), stopping); // the broker is away, which is what is tested
        chain.Mosquitto.Start();
    }
}
