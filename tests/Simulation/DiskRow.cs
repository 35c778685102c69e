using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>One block on the simulated disk, under its last number.</summary>
internal sealed record DiskRow(long Last, Block Block, LaneReading Reading)
{
    public long Bytes => Block.Weight + 100;
}
