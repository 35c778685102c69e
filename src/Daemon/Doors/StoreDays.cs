using EdgeGateway.Devices;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>Lays the business day on the monotonic clock, once the wall clock has been right.</summary>
internal sealed class StoreDays(OpeningHours hours, IClock clock)
{
    private static readonly TimeSpan CorrectionMin = TimeSpan.FromSeconds(1);

    private DateTimeOffset? boot;
    private StoreDay? today;

    /// <summary>
    /// Null until the clock has been right: a day flagged by a wrong clock would be a day lost. After that the days go on by the monotonic clock, which is
    /// off by seconds after a week: the kernel calls its clock unsynchronised after nine hours without a time server, and a store may be offline longer.
    /// </summary>
    public StoreDay? Today()
    {
        var sinceBoot = clock.SinceBoot;
        if (clock.IsSynchronised)
        {
            var began = clock.UtcNow - sinceBoot;
            if (boot is not { } known || (began - known).Duration() >= CorrectionMin)
            {
                (boot, today) = (began, null);
            }
        }

        if (boot is { } at && (today is null || sinceBoot >= today.Ends || sinceBoot < today.Begins))
        {
            today = Of(hours.DayOf(at + sinceBoot), at);
        }

        return today;
    }

    private static StoreDay Of(WallDay day, DateTimeOffset boot) => new(
        day.Date, day.Begins - boot, day.Ends - boot,
        day.Open is null ? null : [.. day.Open.Select(span => new OpenSpan(span.From - boot, span.To - boot, span.LeaveUntil - boot))]);
}
