using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// A sensor's pulse: when it last proved that it works, what it last said of itself. Written by the sensor's thread,
/// read by the watch; reports a condition only when it changes.
/// </summary>
public sealed class SensorVitals(string sensor, string family, TimeSpan silentAfter, string? door = null)
{
    private readonly Lock gate = new();
    private long signals;
    private TimeSpan lastAlive = TimeSpan.MinValue;
    private long? lost;
    private int? addressesNear;
    private SensorCondition? condition;
    private TimeSpan? silentSince;
    private string reason = "has not started yet";
    private string remedy = "";

    /// <summary>Without a sign of life for longer than this, the gateway is blind here.</summary>
    public TimeSpan SilentAfter => silentAfter;

    /// <summary>The device has answered or signalled. Cheap enough for every advertisement.</summary>
    public void Alive(TimeSpan now, int newSignals = 1)
    {
        lock (gate)
        {
            signals += newSignals;
            lastAlive = now;
        }
    }

    /// <summary>What a radio knows of itself: packets that the kernel threw away, and how many addresses it hears.</summary>
    public void Measured(long packetsLost, int? near)
    {
        lock (gate)
        {
            (lost, addressesNear) = (packetsLost, near);
        }
    }

    /// <summary>Sets the condition; returns the report to queue when it is news, otherwise null.</summary>
    public SensorReport? Becomes(SensorCondition next, TimeSpan now, string why, string whatToDo)
    {
        lock (gate)
        {
            if (condition == next && reason == why)
            {
                return null;
            }

            (condition, reason, remedy, silentSince) = (next, why, whatToDo, null);
            return new SensorReport(sensor, now, family, next, why, whatToDo, SilentFor(now), door);
        }
    }

    /// <summary>
    /// The watch's question: has it gone silent without noticing, or come back from that? Returns the report when it has just done so. A sensor that
    /// has said nothing yet is asked as well: it may wait for its first sign of life for ever.
    /// </summary>
    public SensorReport? Check(TimeSpan now)
    {
        lock (gate)
        {
            if (lastAlive == TimeSpan.MinValue)
            {
                lastAlive = now;
            }

            var isSilent = SilentFor(now) >= silentAfter;
            if (silentSince is { } since && lastAlive > since && !isSilent)
            {
                // The sensor knows nothing of its silence, so it will not say that it is over.
                return Becomes(SensorCondition.Working, now, $"shows signs of life again after {(lastAlive - since).TotalSeconds:0} s without", "");
            }

            if (condition is not (null or SensorCondition.Working) || !isSilent)
            {
                return null;
            }

            var report = Becomes(
                SensorCondition.Silent, now, $"no sign of life for {silentAfter.TotalSeconds:0} s", "check its power and cable, then `edgectl sensors`");
            silentSince = lastAlive;
            return report;
        }
    }

    /// <summary>The line for health and <c>edgectl sensors</c>.</summary>
    public SensorHealth Health(TimeSpan now)
    {
        lock (gate)
        {
            return new SensorHealth(
                sensor, family, condition ?? SensorCondition.Silent, reason, remedy, signals,
                lastAlive == TimeSpan.MinValue ? null : SilentFor(now).TotalSeconds, lost, addressesNear);
        }
    }

    private TimeSpan SilentFor(TimeSpan now) => lastAlive == TimeSpan.MinValue || now < lastAlive ? TimeSpan.Zero : now - lastAlive;
}
