using EdgeGateway.Hub.Http;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>Arrival cards over HTTP: a list, and a stream.</summary>
internal static class ArrivalEndpoints
{
    public static void Map(WebApplication app)
    {
        var services = app.Services;
        var (visits, cards) = (services.GetRequiredService<VisitQueries>(), services.GetRequiredService<ArrivalCards>());
        var (stream, time) = (services.GetRequiredService<ArrivalStream>(), services.GetRequiredService<TimeProvider>());

        app.MapGet("/v1/arrivals", (HttpContext context) =>
        {
            var query = new RequestQuery(context);
            var since = query.Time("since", time.GetUtcNow().AddDays(-1));
            var most = query.Whole("limit", 100, 1, VisitQueries.RowsMax);
            if (query.Problem is { } problem)
            {
                return context.RefuseAsync(problem);
            }

            // The version is read first: what changes meanwhile comes again in the stream, and nothing is skipped.
            var version = visits.LastChange();
            var list = new ArrivalList(version, [.. visits.Since(since, context.Store(), most).Select(cards.Make).DistinctBy(card => (card.Store, card.Gateway, card.Visit))]);
            return context.AnswerAsync(list, ArrivalsJson.Default.ArrivalList);
        });

        app.MapGet("/v1/arrivals/stream", async (HttpContext context) =>
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping);
            await stream.ServeAsync(context, context.Store(), ends.Token);
        });
    }
}
