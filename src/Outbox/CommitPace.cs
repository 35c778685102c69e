namespace EdgeGateway.Outbox;

/// <summary>
/// When what has gathered is committed: arrivals at once, everything else at most once per <paramref name="every"/>. Each commit costs the flash
/// about two pages whatever is in it, so a busy door writes half as much; the first event after a pause never waits.
/// </summary>
public sealed class CommitPace(TimeSpan every)
{
    private TimeSpan? last;

    /// <summary>How long the gathered events may still wait for company; zero: commit now.</summary>
    /// <param name="now">A time that never goes back.</param>
    public TimeSpan Wait(bool hasArrival, TimeSpan now) =>
        hasArrival || last is not { } committed || now - committed >= every ? TimeSpan.Zero : committed + every - now;

    public void Committed(TimeSpan now) => last = now;
}
