using System.Globalization;
using System.Text;
using EdgeGateway.Hub.Configuration;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Cards as server-sent events (WHATWG HTML, section 9.2). The id is the number of the visit's last change, and with which customers the card was
/// made: a page that comes back with Last-Event-ID gets what it missed, and a slow one gets the latest state of each visit. When the customers have
/// changed since, it gets all that it may hold: whoever is no longer to be named is named on no card.
/// </summary>
internal sealed class ArrivalStream(VisitQueries visits, ArrivalCards cards, ArrivalFeed feed, HttpOptions options, TimeProvider time)
{
    /// <summary>How many cards a page begins with.</summary>
    private const int FirstCards = 50;

    /// <summary>How many a page holds (CARDS_MAX of arrivals.js).</summary>
    private const int PageCards = 300;

    private const int CardsPerRound = 100;

    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>Between two looks into the database, however busy the store is.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private int _watchers;

    public int Watchers => Volatile.Read(ref _watchers);

    public async Task ServeAsync(HttpContext context, string? store, CancellationToken stopping)
    {
        if (Interlocked.Increment(ref _watchers) > options.WatchersMax)
        {
            Interlocked.Decrement(ref _watchers);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "10";
            return;
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await WriteAllAsync(context.Response, store, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return; // The page was closed or the hub stops: the ordinary end of a stream.
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async Task WriteAllAsync(HttpResponse response, string? store, CancellationToken stopping)
    {
        await response.WriteAsync("retry: 2000\n\n", stopping);

        // A number from the future comes from another database; then the page begins anew.
        var (last, of) = LastEventId(response.HttpContext.Request);
        var isKnown = last <= visits.LastChange();
        var customers = isKnown && of.Length > 0 ? of : feed.CustomersList;
        var at = isKnown ? last!.Value : await WriteAsync(response, visits.Latest(store, FirstCards), 0, customers, stopping);
        while (true)
        {
            var next = feed.Next;
            if (customers != feed.CustomersList)
            {
                customers = feed.CustomersList;
                at = await WriteAsync(response, visits.Latest(store, PageCards), at, customers, stopping);
            }

            for (var changed = visits.ChangedAfter(at, store, CardsPerRound); changed.Count > 0; changed = visits.ChangedAfter(at, store, CardsPerRound))
            {
                at = await WriteAsync(response, changed, at, customers, stopping);
            }

            await response.Body.FlushAsync(stopping);
            await WaitAsync(response, next, stopping);
            await Task.Delay(Rest, time, stopping);
        }
    }

    private async Task WaitAsync(HttpResponse response, Task next, CancellationToken stopping)
    {
        while (await Task.WhenAny(next, Task.Delay(HeartbeatEvery, time, stopping)) != next)
        {
            stopping.ThrowIfCancellationRequested();
            await response.WriteAsync(": still here\n\n", stopping);
            await response.Body.FlushAsync(stopping);
        }
    }

    private async Task<long> WriteAsync(HttpResponse response, IReadOnlyList<VisitRow> rows, long at, string customers, CancellationToken stopping)
    {
        foreach (var row in rows)
        {
            foreach (var card in cards.MakeJson(row))
            {
                // JSON has no raw line feeds, so a card is one data line.
                await response.Body.WriteAsync(Encoding.ASCII.GetBytes($"id: {row.Changed.ToString(CultureInfo.InvariantCulture)}-{customers}\nevent: card\ndata: "), stopping);
                await response.Body.WriteAsync(card, stopping);
                await response.Body.WriteAsync("\n\n"u8.ToArray(), stopping);
            }

            at = Math.Max(at, row.Changed);
        }

        return at;
    }

    // The version of a list is a number alone: whoever has just got the list has it with the customers of now.
    private static (long? Id, string Customers) LastEventId(HttpRequest request)
    {
        var parts = (request.Headers["Last-Event-ID"].FirstOrDefault() ?? request.Query["after"].FirstOrDefault() ?? "").Split('-', 2);
        return (long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, parts.Length > 1 ? parts[1] : "");
    }
}
