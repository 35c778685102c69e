using EdgeGateway.Control;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>Events out of the outbox and into it, as a file: <c>edgectl outbox export</c> and <c>import</c>.</summary>
internal static class MovingEndpoints
{
    public static void Map(WebApplication app, IOutbox outbox, ConsignmentFolder folder)
    {
        app.MapGet(ControlRoutes.OutboxExport, (HttpContext call, IHostApplicationLifetime host) => ExportAsync(call, outbox, host.ApplicationStopping));
        app.MapPost(ControlRoutes.OutboxImport, (HttpContext call) => ImportAsync(call, folder));
    }

    private static async Task ExportAsync(HttpContext call, IOutbox outbox, CancellationToken stopping)
    {
        if (await IsForbiddenAsync(call))
        {
            return;
        }

        if (!TryReadFilter(call.Request.Query, out var filter))
        {
            call.Response.StatusCode = StatusCodes.Status400BadRequest;
            await call.Response.WriteAsync("lane is visit, traffic or health; from and to are numbers\n", call.RequestAborted);
            return;
        }

        call.Response.ContentType = "application/x-ndjson";
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, stopping);
        try
        {
            await OutboxExport.OfRunningAsync(outbox, filter, call.Response.Body, leaving.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops, and what it has sensed is to be stored within its time. The export is known to be cut off, as below.
            call.Abort();
        }
        catch (IOException) when (!call.RequestAborted.IsCancellationRequested)
        {
            // The outbox cannot be read on. Without its last line the export is known to be cut off; status says why.
            call.Abort();
        }
    }

    private static async Task ImportAsync(HttpContext call, ConsignmentFolder folder)
    {
        if (await IsForbiddenAsync(call))
        {
            return;
        }

        // The limit of the other requests is zero bytes; this one is counted while it is written.
        call.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = ConsignmentFolder.ImportBytesMax;
        var receipt = await TryAcceptAsync(call, folder);
        call.Response.StatusCode = receipt.Problem.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await call.Response.WriteAsJsonAsync(
            new ImportAnswer(receipt.Events, receipt.Damaged, receipt.Problem), ControlJsonContext.Default.ImportAnswer, cancellationToken: call.RequestAborted);
    }

    private static async Task<ImportReceipt> TryAcceptAsync(HttpContext call, ConsignmentFolder folder)
    {
        try
        {
            return await folder.AcceptAsync(call.Request.Body, call.RequestAborted);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException && !call.RequestAborted.IsCancellationRequested)
        {
            return new ImportReceipt(0, 0, $"it cannot be written: {failed.Message.TrimEnd('.')}");
        }
    }

    // Events may carry enrolled identifiers.
    private static Task<bool> IsForbiddenAsync(HttpContext call) =>
        UnixSocketOnly.RefusesAsync(call, "events are moved on the Unix socket only; use edgectl outbox");

    private static bool TryReadFilter(IQueryCollection query, out ExportFilter filter)
    {
        filter = new ExportFilter();
        EventLane? lane = null;
        if (query.TryGetValue("lane", out var name))
        {
            if (!ExportDatabase.TryReadLane($"{name}", out lane))
            {
                return false;
            }
        }

        var (from, to) = (filter.From, filter.To);
        if ((query.TryGetValue("from", out var first) && !long.TryParse(first, out from)) || (query.TryGetValue("to", out var last) && !long.TryParse(last, out to)))
        {
            return false;
        }

        filter = new ExportFilter(lane, from, to);
        return true;
    }
}
