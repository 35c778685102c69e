using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Holes;

/// <summary>What a gateway is to be asked for now.</summary>
internal sealed record HoleQuestion(GatewayLedger Gateway, EpochLedger Epoch, IReadOnlyList<SequenceRange> Ranges)
{
    public long First => Ranges[0].First;

    public long Count => Ranges.Sum(range => range.Count);
}
