using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>The hub is killed, perhaps between its transaction and its acknowledgement.</summary>
internal sealed class HubKills() : ChainExperiment("hub-kills", "kills of the hub")
{
    protected override async Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping)
    {
        await chain.Hub.KillAsync();
        await Task.Delay(random.Next(0, 2000), stopping); // the hub is away, which is what is tested
        chain.Hub.Start();
    }
}
