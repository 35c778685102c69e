using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// The order of sending, as src/Uplink/README.md promises it: live events go before the backlog, visits before traffic before health, and each lane
/// oldest first. What came shortly before the connection may count as either. A repeat has no order of its own.
/// </summary>
internal sealed class SendOrder
{
    private const int RecentMax = 10_000;

    // The plan knows the time of a number to the second, and takes all of the second in which its half minute begins.
    private static readonly TimeSpan Fineness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PerhapsLive = LiveEdge.Within + Fineness;

    private readonly HashSet<long> sent = [];
    private readonly List<(TimeSpan At, long Sequence)> recent = [];
    private readonly SortedSet<long>[] unsentLive = [[], [], []];
    private readonly long[] lastLive = new long[3];
    private readonly long[] lastBacklog = new long[3];
    private long liveFrom;
    private long backlogBelow;

    /// <summary>What was out of order; null while nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Caps may remove what has not been sent: then nobody waits for it.</summary>
    public bool HasCaps { get; init; }

    /// <summary>The outbox has begun anew; its numbers mean others.</summary>
    public void BeginEpoch()
    {
        sent.Clear();
        recent.Clear();
    }

    public void Connected(long nextSequence, TimeSpan now)
    {
        Forget(now);
        (liveFrom, backlogBelow) = (nextSequence, recent.Select(one => one.Sequence).Append(nextSequence).Min());
        for (var lane = 0; lane < unsentLive.Length; lane++)
        {
            unsentLive[lane].Clear();
            (lastLive[lane], lastBacklog[lane]) = (0, 0);
        }
    }

    /// <summary>The outbox has written numbers from this one on, accepted ones and such as had waited in memory.</summary>
    public void Written(long first, TimeSpan now)
    {
        recent.Add((now, first));
        if (recent.Count > RecentMax)
        {
            Forget(now);
        }
    }

    public void Accepted(EventLane lane, long sequence)
    {
        if (sequence >= liveFrom && !HasCaps)
        {
            unsentLive[(int)lane].Add(sequence);
        }
    }

    public void Sent(WaitingEvent next)
    {
        var (lane, isFirst) = ((int)next.Lane, sent.Add(next.Sequence));
        var (isLive, isBacklog) = (next.Sequence >= liveFrom, next.Sequence < backlogBelow);
        unsentLive[lane].Remove(next.Sequence);
        if (isFirst && (isLive || isBacklog))
        {
            var last = isLive ? lastLive : lastBacklog;
            Problem ??= next.Sequence < last[lane] ? $"{next.Lane} {next.Sequence} was sent after {last[lane]}" : null;
            last[lane] = next.Sequence;
        }

        for (var above = 0; above < (isBacklog ? unsentLive.Length : isLive && isFirst ? lane : 0); above++)
        {
            Problem ??= unsentLive[above].Count > 0 ? $"{next.Lane} {next.Sequence} went before the live {(EventLane)above} {unsentLive[above].Min}" : null;
        }
    }

    private void Forget(TimeSpan now)
    {
        var newestOld = recent.FindLast(one => now - one.At > PerhapsLive).At;
        recent.RemoveAll(one => one.At < newestOld - Fineness);
    }
}
