using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>The gateway's process ends with SIGKILL and is started again, now and then twice in a row before it has come up.</summary>
internal sealed class ProcessKills() : ChainExperiment("process-kills", "kills of the gateway's process")
{
    protected override async Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping)
    {
        await chain.Gateway.KillAsync();
        chain.Gateway.Start();
        if (random.Next(4) == 0)
        {
            await Task.Delay(random.Next(50, 800), stopping); // hit while it opens its outbox
            await chain.Gateway.KillAsync();
            chain.Gateway.Start();
        }
    }
}
