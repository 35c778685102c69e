using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// When something happened, as the hub shows and counts it. A gateway without a real-time clock may stamp 1970, its image's build date or a time
/// to come until NTP has set its clock; an arrival of 1970 on top of no list, or a day in 2038, helps nobody. The event's own bytes stay as they came.
/// </summary>
/// <param name="At">The event's time, or the time of receipt when the event's time cannot be.</param>
internal readonly record struct ShownTime(DateTimeOffset At, ClockTrust Clock)
{
    /// <summary>Two right clocks differ by no more than this.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    /// <summary>An estimate that is older than any outbox keeps events is the clock's error, not the event's age.</summary>
    public static readonly TimeSpan EstimatedAgeMax = TimeSpan.FromDays(60);

    /// <summary>No gateway existed before: what is older was stamped by a clock that stood still.</summary>
    public static readonly DateTimeOffset Earliest = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ShownTime Of(GatewayEvent read, DateTimeOffset received) => Of(read.Time, read.Clock, received);

    public static ShownTime Of(DateTimeOffset time, ClockQuality clock, DateTimeOffset received)
    {
        var isEstimated = clock == ClockQuality.Estimated;
        if (time < Earliest || time - received > AheadMax || (isEstimated && received - time > EstimatedAgeMax))
        {
            return new ShownTime(received, ClockTrust.Wrong);
        }

        return new ShownTime(time, isEstimated ? ClockTrust.Estimated : ClockTrust.Synchronised);
    }
}
