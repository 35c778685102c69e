namespace EdgeGateway.Hub.Http;

/// <summary>What every request passes before it is answered: headers that bind the browser, and the gate.</summary>
internal static class HttpGuards
{
    /// <summary>Nothing but the hub's own files: even a hole in the escaping of names could load or run nothing.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Use(WebApplication app)
    {
        var gate = app.Services.GetRequiredService<AccessGate>();
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";

            // Not no-referrer: a browser then sends "Origin: null" with the hub's own login form, which the gate has to refuse.
            headers["Referrer-Policy"] = "same-origin";
            headers.CacheControl = "no-store";

            var (status, reason) = gate.Judge(context.Request);
            if (status == StatusCodes.Status200OK)
            {
                await next(context);
            }
            else if (status == StatusCodes.Status401Unauthorized && WantsPage(context.Request))
            {
                context.Response.Redirect(AccessGate.LoginPath);
            }
            else
            {
                context.Response.StatusCode = status;
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync(reason + "\n", context.RequestAborted);
            }
        });
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
