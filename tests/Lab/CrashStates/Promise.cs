namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>What the outbox had promised at one point of the log.</summary>
/// <param name="Accepted">Every number up to here was accepted, because numbers are given in the order of commits.</param>
/// <param name="Removing">Every number up to here may have been removed.</param>
internal readonly record struct Promise(long Accepted, long Removing)
{
    public Promise With((long Accepted, long Removing) marker) => new(Math.Max(Accepted, marker.Accepted), Math.Max(Removing, marker.Removing));
}
