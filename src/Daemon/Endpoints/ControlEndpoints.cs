using EdgeGateway.Control;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>What the daemon answers, on the Unix socket and, when switched on, on a TCP address.</summary>
internal static class ControlEndpoints
{
    public static void Map(WebApplication app, GatewayStatus status, DoorsStatus doors, WatchFeed feed)
    {
        app.MapGet(ControlRoutes.Status, () => TypedResults.Json(status.Answer(), ControlJsonContext.Default.StatusAnswer));
        app.MapGet(ControlRoutes.Sensors, () => TypedResults.Json(status.Sensors(), ControlJsonContext.Default.IReadOnlyListSensorHealth));
        app.MapGet(ControlRoutes.Doors, () => TypedResults.Json(doors.Answer(), ControlJsonContext.Default.DoorsAnswer));
        app.MapGet(ControlRoutes.Outbox, () => TypedResults.Json(status.Outbox(), ControlJsonContext.Default.OutboxAnswer));
        app.MapGet(ControlRoutes.Metrics, () => TypedResults.Text(MetricsText.Write(status.Answer(), doors.Answer()), "text/plain; version=0.0.4"));
        app.MapGet(ControlRoutes.Health, () =>
        {
            var answer = status.Answer();
            return TypedResults.Text(answer.Sentence + "\n", statusCode: answer.Healthy ? 200 : 503);
        });
        app.MapGet("/", () => TypedResults.Stream(
            typeof(ControlEndpoints).Assembly.GetManifestResourceStream("EdgeGateway.Daemon.Pages.technician.html")!, "text/html; charset=utf-8"));
        app.MapGet(ControlRoutes.Watch, (HttpContext call, IHostApplicationLifetime host) => WatchAsync(call, feed, host.ApplicationStopping));
    }

    private static async Task WatchAsync(HttpContext call, WatchFeed feed, CancellationToken stopping)
    {
        // Events may carry enrolled identifiers.
        if (await UnixSocketOnly.RefusesAsync(call, "events are shown on the Unix socket only; use edgectl watch"))
        {
            return;
        }

        if (feed.Join() is not { } events)
        {
            await UnixSocketOnly.RefuseAsync(call, StatusCodes.Status503ServiceUnavailable, $"{WatchFeed.WatchersMax} watch already; end one of them");
            return;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, stopping);
        try
        {
            call.Response.ContentType = "application/x-ndjson";
            await call.Response.StartAsync(leaving.Token);
            await foreach (var json in events.Reader.ReadAllAsync(leaving.Token))
            {
                await call.Response.BodyWriter.WriteAsync(json, leaving.Token);
                await call.Response.BodyWriter.WriteAsync("\n"u8.ToArray(), leaving.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The watcher has gone, or the daemon stops.
        }
        finally
        {
            feed.Leave(events);
        }
    }
}
