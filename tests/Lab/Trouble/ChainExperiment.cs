using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>
/// Trouble for the whole chain of processes, again and again, then time to settle. The verdict is always the same: every number that the gateway
/// gave is stored at the hub or dropped with a reason, once, and is the event that was accepted.
/// </summary>
internal abstract class ChainExperiment(string verb, string trouble) : IExperiment
{
    private const int EventsPerTroubleMin = 5;

    public string Verb => verb;

    public string Summary => $"{trouble}: --cycles 10 --minutes 60 --seed 1";

    /// <summary>Events may be dropped, as long as the hub is told.</summary>
    protected virtual bool MayDrop => false;

    public async Task RunAsync(BenchmarkOptions options, Report report, CancellationToken stopping)
    {
        if (!File.Exists(StoreChain.MosquittoPath))
        {
            throw new SkippedException("mosquitto is not installed: apt-get install mosquitto");
        }

        var random = new Random(options.Number("seed", 1));
        using var place = MakePlace();
        await using var chain = new StoreChain(place.Folder, place.OutboxFolder, Settings);
        Prepare(chain);
        chain.Start();
        var (cycles, limit) = (0, new TimeLimit(options));
        for (; cycles < options.Number("cycles", 10) && !limit.IsReached; cycles++)
        {
            // However slow the machine is: what was broken has come up again, and there is something to lose.
            await chain.Witness.UntilSeenAsync(chain.Witness.Seen.Count + EventsPerTroubleMin, stopping);
            await Task.Delay(random.Next(0, 3000), stopping); // the moment of the trouble is what is tried
            await MakeTroubleAsync(chain, place, random, stopping);
        }

        await EndTroubleAsync(chain, stopping);
        var account = await chain.SettleAsync(stopping);
        report.Row(trouble, cycles);
        report.Row("numbers given by the gateway", account.Produced);
        report.Row("stored at the hub", account.Stored);
        report.Row("dropped, and the hub was told why", account.Dropped);
        report.Row("repeats that changed nothing", account.Repeats);
        report.Row("seen by the witness at the broker", chain.Witness.Seen.Count);
        Judge(account, cycles, report);
        Judge(chain, cycles, report);
    }

    protected virtual string[] Settings => [];

    protected virtual Place MakePlace() => new();

    protected virtual void Prepare(StoreChain chain)
    {
    }

    protected abstract Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping);

    /// <summary>What the last trouble has left is put right.</summary>
    protected virtual Task EndTroubleAsync(StoreChain chain, CancellationToken stopping) => Task.CompletedTask;

    /// <summary>Whether the trouble was any, where that can be told.</summary>
    protected virtual void Judge(StoreChain chain, int cycles, Report report)
    {
    }

    private void Judge(ChainAccount account, int cycles, Report report)
    {
        account.Problems.ToList().ForEach(report.Wrong);
        if (account.Dropped > 0 && !MayDrop)
        {
            report.Wrong($"{account.Dropped} events were dropped although nothing was full");
        }

        // A chain that stood still proves nothing.
        if (account.Produced < EventsPerTroubleMin * cycles)
        {
            report.Wrong($"only {account.Produced} events in {cycles} cycles: this run proves nothing");
        }
    }
}
