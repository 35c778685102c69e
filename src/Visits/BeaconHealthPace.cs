using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>Lets one health report per beacon pass in an interval: a beacon says how its battery is every few seconds.</summary>
internal sealed class BeaconHealthPace(TimeSpan every)
{
    /// <summary>Beacons remembered at once; while all of them are recent, a further one's health waits.</summary>
    public const int BeaconsMax = 4096;

    private readonly Dictionary<Identifier, TimeSpan> lastReported = [];
    private TimeSpan forgetAgainAt;

    public bool Passes(Identifier beacon, TimeSpan at)
    {
        if (lastReported.TryGetValue(beacon, out var last))
        {
            if (at - last < every)
            {
                return false;
            }
        }
        else if (lastReported.Count >= BeaconsMax && !Forget(at))
        {
            return false;
        }

        lastReported[beacon] = at;
        return true;
    }

    // Runs once per interval at most, so a flood of beacons cannot make every report cost a scan.
    private bool Forget(TimeSpan now)
    {
        if (now < forgetAgainAt)
        {
            return false;
        }

        foreach (var old in lastReported.Where(entry => now - entry.Value >= every).Select(entry => entry.Key).ToArray())
        {
            lastReported.Remove(old);
        }

        forgetAgainAt = lastReported.Count == 0 ? now : lastReported.Values.Min() + every;
        return lastReported.Count < BeaconsMax;
    }
}
