using System.Globalization;

namespace EdgeGateway.Daemon.Doors;

/// <summary>A day's hours as they are written: <c>09:00-20:00</c>, in local time.</summary>
internal static class DayHours
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>From and to since midnight; to is over 24 h when the store closes after midnight.</summary>
    public static bool TryRead(string text, out (TimeSpan From, TimeSpan To) span)
    {
        span = default;
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryReadTime(ends[0], out var from) || !TryReadTime(ends[1], out var to) || from >= Day)
        {
            return false;
        }

        span = (from, to > from ? to : to + Day);
        return true;
    }

    public static IEnumerable<string> Problems(string key, IReadOnlyList<string> spans)
    {
        var last = TimeSpan.Zero;
        for (var i = 0; i < spans.Count; i++)
        {
            if (!TryRead(spans[i], out var span))
            {
                yield return $"{key}[{i}]: \"{spans[i]}\" is not from-to; write for example \"09:00-20:00\"";
                yield break;
            }

            if (span.From < last)
            {
                yield return $"{key}[{i}]: {spans[i]} begins before {spans[i - 1]} has ended; write them in order";
            }

            last = span.To;
        }
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        // A store that closes at midnight says 24:00.
        time = Day;
        return text == "24:00" || TimeSpan.TryParseExact(text, [@"hh\:mm", @"h\:mm"], CultureInfo.InvariantCulture, out time);
    }
}
