using System.Globalization;

namespace EdgeGateway.Hub.Http;

/// <summary>Reads a request's query; the first problem is kept for the answer.</summary>
internal sealed class RequestQuery(HttpContext context)
{
    public string? Problem { get; private set; }

    public DateTimeOffset Time(string name, DateTimeOffset otherwise)
    {
        if (context.Request.Query[name].FirstOrDefault() is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        Problem ??= $"{name} is not a time like 2026-03-31T09:30:00Z";
        return otherwise;
    }

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (context.Request.Query[name].FirstOrDefault() is not { Length: > 0 } text)
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
}
