namespace EdgeGateway.Daemon.Doors;

/// <summary>Which business day it is at a time, and when the store is open on it. Decides only; knows no clock.</summary>
internal sealed class OpeningHours(HoursOptions options)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    private readonly TimeZoneInfo zone = options.TimeZone.Length == 0 ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    public WallDay DayOf(DateTimeOffset at)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        var begins = EndOf(date.AddDays(-1));
        // The night after a long evening still belongs to it.
        return at < begins
            ? new WallDay(date.AddDays(-1), EndOf(date.AddDays(-2)), begins, SpansOf(date.AddDays(-1)))
            : new WallDay(date, begins, EndOf(date), SpansOf(date));
    }

    private DateTimeOffset EndOf(DateOnly date)
    {
        var midnight = At(date.AddDays(1), TimeSpan.Zero);
        if (SpansOf(date) is not [.., var last] || last.LeaveUntil <= midnight)
        {
            return midnight;
        }

        // Who comes in once the next day has opened is that day's customer, also while the last ones of this day leave.
        return SpansOf(date.AddDays(1)) is [var next, ..] && next.From < last.LeaveUntil ? next.From : last.LeaveUntil;
    }

    private List<(DateTimeOffset From, DateTimeOffset To, DateTimeOffset LeaveUntil)>? SpansOf(DateOnly date)
    {
        if (!options.AreConfigured)
        {
            return null;
        }

        var spans = new List<(DateTimeOffset, DateTimeOffset, DateTimeOffset)>();
        foreach (var text in options.Of(date))
        {
            if (DayHours.TryRead(text, out var span))
            {
                var to = At(date, span.To);
                spans.Add((At(date, span.From), to, to + options.LeaveWithin));
            }
        }

        return spans;
    }

    private DateTimeOffset At(DateOnly date, TimeSpan sinceMidnight)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + sinceMidnight;
        while (zone.IsInvalidTime(local))
        {
            // The hour that is left out in spring: its first moment that exists.
            local += Step;
        }

        // The hour that comes twice in autumn: its first coming.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
