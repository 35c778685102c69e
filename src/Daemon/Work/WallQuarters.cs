using EdgeGateway.Devices;

namespace EdgeGateway.Daemon.Work;

/// <summary>
/// Where traffic intervals end on the wall: on the quarter of an hour, not a quarter after the start. Speaks up again when the wall clock was corrected.
/// </summary>
internal sealed class WallQuarters(IClock clock, TimeSpan every)
{
    private static readonly TimeSpan CorrectionMin = TimeSpan.FromSeconds(1);
    private DateTimeOffset? boot;

    /// <summary>A monotonic time at which an interval ends, when it is news; otherwise null.</summary>
    public TimeSpan? News()
    {
        var (utc, sinceBoot) = (clock.UtcNow, clock.SinceBoot);
        if (boot is { } known && (utc - sinceBoot - known).Duration() < CorrectionMin)
        {
            return null;
        }

        boot = utc - sinceBoot;
        return sinceBoot + TimeSpan.FromTicks(every.Ticks - (utc.UtcTicks % every.Ticks));
    }
}
