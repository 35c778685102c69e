namespace EdgeGateway.Outbox;

/// <summary>A lane's odometer: what it has seen up to its newest block, and what had already gone before its oldest.</summary>
internal readonly record struct LaneReading(long Counted, long Weighed, long CountedBefore, long WeighedBefore)
{
    public long Waiting => Counted - CountedBefore;

    public long Bytes => Weighed - WeighedBefore;
}
