namespace EdgeGateway.Hub.Http;

/// <summary>The pages: static files out of the assembly, no templates, so that nothing from a database is ever put into HTML here.</summary>
internal static class PageEndpoints
{
    private const int LoginBytesMax = 4096;

    public static void Map(WebApplication app)
    {
        MapFile(app, "/", "index.html", "text/html; charset=utf-8");
        MapFile(app, "/completeness", "completeness.html", "text/html; charset=utf-8");
        MapFile(app, "/traffic", "traffic.html", "text/html; charset=utf-8");
        MapFile(app, "/traffic.js", "traffic.js", "text/javascript; charset=utf-8");
        MapFile(app, "/hub.css", "hub.css", "text/css; charset=utf-8");
        MapFile(app, "/arrivals.js", "arrivals.js", "text/javascript; charset=utf-8");
        MapFile(app, "/completeness.js", "completeness.js", "text/javascript; charset=utf-8");

        var gate = app.Services.GetRequiredService<AccessGate>();
        if (gate.NeedsToken)
        {
            MapFile(app, AccessGate.LoginPath, "login.html", "text/html; charset=utf-8");
            app.MapPost(AccessGate.LoginPath, (HttpContext context) => LogInAsync(context, gate));
        }
    }

    private static void MapFile(WebApplication app, string path, string file, string type)
    {
        var bytes = EmbeddedFiles.Bytes($"Pages/{file}");
        app.MapGet(path, (HttpContext context) =>
        {
            context.Response.ContentType = type;
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
        });
    }

    private static async Task LogInAsync(HttpContext context, AccessGate gate)
    {
        if (context.Request.ContentLength is null or > LoginBytesMax || !context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!gate.IsToken(form["token"].ToString().Trim()))
        {
            // The form is a static page; its style shows the sentence that the address names.
            context.Response.Redirect(AccessGate.LoginPath + "#wrong");
            return;
        }

        context.Response.Cookies.Append(AccessGate.CookieName, gate.CookieValue, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromHours(12),
        });
        context.Response.Redirect("/");
    }
}
