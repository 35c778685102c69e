using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Lab.Trouble;

/// <summary>
/// The outbox's disk is full for some seconds, again and again. The gateway goes on in memory, which must be enough for that long, and
/// writes what it held when there is room.
/// </summary>
internal sealed class DiskFull() : ChainExperiment("disk-full", "full disks")
{
    // What the gateway says in its log when a commit fails.
    private const string Complaint = "Events are held in memory only";

    private const int NoticeTriesMax = 300;

    private int noticed;

    // Should memory not be enough, the hub is told; that is the promise.
    protected override bool MayDrop => true;

    protected override string[] Settings => ["outbox.retryEvery=00:00:01"];

    protected override Place MakePlace() => new SmallDisk();

    protected override void Prepare(StoreChain chain) => chain.Gateway.Count(Complaint);

    protected override async Task MakeTroubleAsync(StoreChain chain, Place place, Random random, CancellationToken stopping)
    {
        var disk = (SmallDisk)place;
        disk.Fill();
        await Task.Delay(random.Next(1000, 5000), stopping); // the disk is full, which is what is tested
        for (var said = 0; chain.Gateway.LinesWith(Complaint) == noticed && said < NoticeTriesMax; said++)
        {
            await Task.Delay(100, stopping); // a busy machine takes longer to notice; a process's log gives no event
        }

        noticed = chain.Gateway.LinesWith(Complaint);
        disk.Free();
    }

    // What is in memory must be on the disk before the gateway is ended: it was never accepted, so a kill could take it.
    protected override async Task EndTroubleAsync(StoreChain chain, CancellationToken stopping) => await Task.Delay(3000, stopping); // longer than retryEvery

    protected override void Judge(StoreChain chain, int cycles, Report report)
    {
        var complaints = chain.Gateway.LinesWith(Complaint);
        report.Row("times the gateway said so", complaints);
        if (complaints * 2 < cycles)
        {
            report.Wrong($"the gateway noticed {complaints} of {cycles} full disks: this run proves nothing");
        }
    }
}
