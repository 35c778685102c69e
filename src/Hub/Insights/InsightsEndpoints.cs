using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Http;
using EdgeGateway.Hub.Identity;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>What can be asked about stores and gateways.</summary>
internal static class InsightsEndpoints
{
    private const int StepMinutesMax = 1440;

    public static void Map(WebApplication app)
    {
        var services = app.Services;
        var (ledger, time) = (services.GetRequiredService<CompletenessLedger>(), services.GetRequiredService<TimeProvider>());
        var (visits, cards) = (services.GetRequiredService<VisitQueries>(), services.GetRequiredService<ArrivalCards>());
        var (traffic, metrics) = (services.GetRequiredService<TrafficQueries>(), services.GetRequiredService<HubMetrics>());
        var (link, worker) = (services.GetRequiredService<BrokerLink>(), services.GetRequiredService<IngestWorker>());

        app.MapGet("/v1/completeness", (HttpContext context) => Completeness(context, ledger, time, WantsCsv(context)));
        app.MapGet("/v1/completeness.csv", (HttpContext context) => Completeness(context, ledger, time, asCsv: true));

        app.MapGet("/v1/gateways", (HttpContext context) => Gateways(ledger) is { } gateways
            ? context.AnswerAsync(gateways, InsightsJson.Default.GatewayReportArray) : RefuseStaleAsync(context));

        app.MapGet("/v1/visits", (HttpContext context) =>
        {
            var query = new RequestQuery(context);
            var since = query.Time("since", time.GetUtcNow().AddDays(-1));
            var most = query.Whole("limit", 100, 1, VisitQueries.RowsMax);
            return query.Problem is { } problem ? context.RefuseAsync(problem)
                : context.AnswerAsync([.. visits.Since(since, context.Store(), most).Select(row => Visit(row, cards))], InsightsJson.Default.VisitReportArray);
        });

        app.MapGet("/v1/traffic", (HttpContext context) => Traffic(context, traffic, time, WantsCsv(context)));
        app.MapGet("/v1/traffic.csv", (HttpContext context) => Traffic(context, traffic, time, asCsv: true));

        app.MapGet("/health", (HttpContext context) =>
        {
            var health = Health(link, worker, ledger);
            context.Response.StatusCode = health.Problems.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.AnswerAsync(health, InsightsJson.Default.HubHealth);
        });

        app.MapGet("/metrics", (HttpContext context) =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return context.Response.WriteAsync(metrics.Write(), context.RequestAborted);
        });

        MapImport(app, services.GetRequiredService<CustomerWatch>(), services.GetRequiredService<CustomerCatalog>());
    }

    private static Task Completeness(HttpContext context, CompletenessLedger ledger, TimeProvider time, bool asCsv)
    {
        var query = new RequestQuery(context);
        var wanted = CompletenessQuery.Of(query, time.GetUtcNow());
        return query.Problem is { } problem ? context.RefuseAsync(problem)
            : ledger.IsStale ? RefuseStaleAsync(context)
            : asCsv ? CompletenessCsv.WriteAsync(context.Response, ledger, wanted, context.RequestAborted)
            : context.AnswerAsync(CompletenessAnalysis.Report(ledger, wanted, time.GetUtcNow()), InsightsJson.Default.CompletenessReport);
    }

    private static Task Traffic(HttpContext context, TrafficQueries traffic, TimeProvider time, bool asCsv)
    {
        var query = new RequestQuery(context);
        var to = query.Time("to", time.GetUtcNow());
        var from = query.Time("from", to.AddDays(-1));
        var step = query.Whole("step", 15, 1, StepMinutesMax);
        if (query.Problem is { } problem)
        {
            return context.RefuseAsync(problem);
        }

        if (from > to)
        {
            return context.RefuseAsync("from is after to");
        }

        var report = traffic.Report(context.Store(), from, to, step);
        if (report.IsCut)
        {
            return context.RefuseAsync($"that is more than {TrafficQueries.RowsMax} steps; ask for one store, less time or longer steps");
        }

        return asCsv ? TrafficCsv.WriteAsync(context.Response, report, context.RequestAborted) : context.AnswerAsync(report, InsightsJson.Default.TrafficReport);
    }

    private static bool WantsCsv(HttpContext context) =>
        context.Request.Headers.Accept.Any(accept => accept?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true);

    private static void MapImport(WebApplication app, CustomerWatch watch, CustomerCatalog catalog)
    {
        app.MapGet("/v1/import", (HttpContext context) => context.AnswerAsync(catalog.Report, InsightsJson.Default.ImportReport));
        app.MapPost("/v1/import", (HttpContext context) =>
        {
            var report = watch.Import();
            context.Response.StatusCode = report.TakenOver ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
            return context.AnswerAsync(report, InsightsJson.Default.ImportReport);
        });
    }

    private static Task RefuseStaleAsync(HttpContext context) =>
        context.RefuseAsync(CompletenessLedger.StaleProblem, StatusCodes.Status503ServiceUnavailable);

    private static GatewayReport[]? Gateways(CompletenessLedger ledger)
    {
        lock (ledger.Gate)
        {
            return ledger.IsStale ? null :
            [
                .. ledger.Gateways.OrderBy(gateway => gateway.Store, StringComparer.Ordinal).ThenBy(gateway => gateway.Name, StringComparer.Ordinal)
                    .Select(gateway => new GatewayReport(
                        gateway.Store, gateway.Name, gateway.Online, gateway.LinkChanged, gateway.LastSeen, gateway.Version, gateway.Clock,
                        gateway.HealthReceived, gateway.Health)),
            ];
        }
    }

    private static VisitReport Visit(VisitRow row, ArrivalCards cards) =>
        new(row.Visit, row.Store, row.Gateway, row.State, row.Zone, row.Arrived, row.Seen, row.DwellSeconds, row.Confidence, cards.CustomerOf(row)?.Id);

    private static HubHealth Health(BrokerLink link, IngestWorker worker, CompletenessLedger ledger)
    {
        var problems = new List<string>();
        if (!link.IsConnected)
        {
            problems.Add($"no connection to the broker: {link.Problem}");
        }

        if (worker.Blocked is { } blocked)
        {
            problems.Add($"nothing can be stored: {blocked}");
        }

        if (ledger.IsStale)
        {
            problems.Add(CompletenessLedger.StaleProblem);
        }

        return new HubHealth(problems.Count == 0 ? "healthy" : "unhealthy", HubVersion.Text, problems);
    }
}
