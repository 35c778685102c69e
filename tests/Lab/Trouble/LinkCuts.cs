using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>The line between store and broker breaks with a reset in the middle of whatever it carried, or swallows everything without a word.</summary>
internal sealed class LinkCuts() : ChainExperiment("link-cuts", "cuts of the line")
{
    // A silent line is found out by the keep-alive, so it is a short one here.
    protected override string[] Settings => ["uplink.keepAlive=00:00:05"];

    protected override async Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping)
    {
        if (random.Next(3) == 0)
        {
            chain.Link.FallSilent();
            await Task.Delay(random.Next(1000, 8000), stopping); // the line is silent, which is what is tested
        }
        else
        {
            chain.Link.Cut();
            await Task.Delay(random.Next(0, 2000), stopping); // the line is away, likewise
        }

        chain.Link.Restore();
    }
}
