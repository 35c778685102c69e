using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Hub.Http;

/// <summary>Reads a request's query; the first problem is kept for the answer.</summary>
internal sealed class RequestQuery(HttpContext context)
{
    public string? Problem { get; private set; }

    public bool Has(string name) => Text(name) is not null;

    /// <summary>Something is wrong with the query as a whole.</summary>
    public void Refuse(string problem) => Problem ??= problem;

    /// <summary>A store's or gateway's name; null when it is not asked for.</summary>
    public string? Name(string name)
    {
        if (Text(name) is not { } text || Topics.IsName(text))
        {
            return Text(name);
        }

        Refuse($"{name} is not a name: 1 to 64 of a-z, 0-9 and '-'");
        return null;
    }

    /// <summary>A gateway as <c>store/gateway</c>; null when it is not asked for.</summary>
    public string? NamePair(string name)
    {
        if (Text(name) is not { } text || (text.Split('/') is [var store, var gateway] && Topics.IsName(store) && Topics.IsName(gateway)))
        {
            return Text(name);
        }

        Refuse($"{name} is not a gateway like berlin-1/gw-1");
        return null;
    }

    public DateOnly Day(string name, DateOnly otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9000)
        {
            return day;
        }

        Refuse($"{name} is not a day like 2026-03-31");
        return otherwise;
    }

    public DateTimeOffset Time(string name, DateTimeOffset otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        // As for a day: a time a step from the calendar's end cannot be reckoned with.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is >= 1970 and < 9000)
        {
            return time;
        }

        Problem ??= $"{name} is not a time like 2026-03-31T09:30:00Z";
        return otherwise;
    }

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Problem ??= $"{name} is not a number from {least} to {most}";
        return otherwise;
    }

    private string? Text(string name) => context.Request.Query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
}
