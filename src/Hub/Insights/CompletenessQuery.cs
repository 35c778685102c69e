using EdgeGateway.Hub.Http;

namespace EdgeGateway.Hub.Insights;

/// <summary>Which gateways and days are asked for.</summary>
/// <param name="Store">Null for all.</param>
/// <param name="Gateway">Null for all.</param>
/// <param name="After">The gateway where the page before ended, <c>store/gateway</c>; null for the first page.</param>
internal sealed record CompletenessQuery(string? Store, string? Gateway, DateOnly From, DateOnly To, string? After, int Limit)
{
    /// <summary>Days when none are asked for.</summary>
    public const int DaysUsual = 40;

    /// <summary>No answer has more days: a year and a month.</summary>
    public const int DaysMax = 400;

    /// <summary>Gateways per answer.</summary>
    public const int LimitUsual = 200;

    public const int LimitMax = 1_000;

    /// <summary>Everything of the last days.</summary>
    public static CompletenessQuery Of(DateTimeOffset now) => new(null, null, Today(now).AddDays(1 - DaysUsual), Today(now), null, LimitUsual);

    /// <summary>Reads the request's query; problems stay with it.</summary>
    public static CompletenessQuery Of(RequestQuery query, DateTimeOffset now)
    {
        var to = query.Day("to", query.Has("from") ? Earlier(query.Day("from", Today(now)).AddDays(DaysUsual - 1), Today(now)) : Today(now));
        var from = query.Day("from", to.AddDays(1 - DaysUsual));
        if (from > to)
        {
            query.Refuse($"from {from:yyyy-MM-dd} is after to {to:yyyy-MM-dd}");
        }
        else if (to.DayNumber - from.DayNumber >= DaysMax)
        {
            query.Refuse($"from {from:yyyy-MM-dd} to {to:yyyy-MM-dd} is more than {DaysMax} days; ask for less at a time");
        }

        return new CompletenessQuery(
            query.Name("store"), query.Name("gateway"), from, to, query.NamePair("after"), query.Whole("limit", LimitUsual, 1, LimitMax));
    }

    // The last day is today, or tomorrow for a gateway that is a little ahead.
    private static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime + Ingest.ShownTime.AheadMax);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
