using EdgeGateway.Devices;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>Lays the business day on the monotonic clock, as long as the wall clock is right.</summary>
internal sealed class StoreDays(OpeningHours hours, IClock clock)
{
    private static readonly TimeSpan CorrectionMin = TimeSpan.FromSeconds(1);

    private DateTimeOffset boot;
    private StoreDay? today;

    /// <summary>Null while the clock is not synchronised: a day flagged by a wrong clock would be a day lost.</summary>
    public StoreDay? Today()
    {
        if (!clock.IsSynchronised)
        {
            return today = null;
        }

        var (utc, sinceBoot) = (clock.UtcNow, clock.SinceBoot);
        var began = utc - sinceBoot;
        if (today is null || sinceBoot >= today.Ends || sinceBoot < today.Begins || (began - boot).Duration() >= CorrectionMin)
        {
            boot = began;
            today = Of(hours.DayOf(utc));
        }

        return today;
    }

    private StoreDay Of(WallDay day) => new(
        day.Date, day.Begins - boot, day.Ends - boot,
        day.Open is null ? null : [.. day.Open.Select(span => new OpenSpan(span.From - boot, span.To - boot, span.LeaveUntil - boot))]);
}
