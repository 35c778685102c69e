using System.Net;
using System.Security.Cryptography;
using System.Text;
using EdgeGateway.Hub.Configuration;

namespace EdgeGateway.Hub.Http;

/// <summary>
/// Decides who may ask. Without a token only this machine is served, and only under its own names, so that a web page elsewhere
/// cannot reach the hub through a visitor's browser (DNS rebinding). With a token every request carries it, as a bearer token or,
/// for pages, as the cookie that the login form sets.
/// </summary>
internal sealed class AccessGate(HttpOptions options)
{
    public const string CookieName = "hub_session";
    public const string LoginPath = "/login";

    private readonly byte[] _token = SHA256.HashData(Encoding.UTF8.GetBytes(options.Token));
    private readonly string _cookie = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("session:" + options.Token)));

    public bool NeedsToken => options.Token.Length > 0;

    /// <summary>The status to refuse with, and why; 200 for a request that may pass.</summary>
    public (int Status, string Reason) Judge(HttpRequest request)
    {
        if (!NeedsToken && !IsOwnName(request.Host))
        {
            return (StatusCodes.Status421MisdirectedRequest, "the hub is not called by this name; add it to http.hosts");
        }

        // A browser names the page that sends a form or a script's POST; curl and other programs send no Origin.
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            && request.Headers.Origin.FirstOrDefault() is { } origin && !IsOwnPage(origin, request.Host))
        {
            var remedy = Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Length > 0
                ? $"; if it is the hub's own, behind a proxy, add {page.Authority} to http.hosts"
                : "";
            return (StatusCodes.Status403Forbidden, "a page from elsewhere may not change anything here" + remedy);
        }

        return !NeedsToken || IsOpen(request.Path) || HasToken(request)
            ? (StatusCodes.Status200OK, "")
            : (StatusCodes.Status401Unauthorized, "send the token: Authorization: Bearer …, or log in at /login");
    }

    public bool IsToken(string given) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _token);

    /// <summary>Not the token itself: a cookie that leaks opens the pages, but is no bearer token for other programs.</summary>
    public string CookieValue => _cookie;

    private bool HasToken(HttpRequest request)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && IsToken(header[scheme.Length..].Trim()))
            || (request.Cookies[CookieName] is { } cookie
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie), Encoding.UTF8.GetBytes(_cookie)));
    }

    // Whether the page came by http or https is the proxy's knowledge: it ends TLS, and may ask for the hub by another name.
    private bool IsOwnPage(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
            || IsListed(page.Authority) || IsListed($"{page.Host}:{page.Port}"));

    private static bool IsOpen(PathString path) => path == LoginPath || path == "/hub.css";

    private bool IsOwnName(HostString host) =>
        host.Host.Length == 0 || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        || IsListed(host.Host) || IsListed(host.Value);

    private bool IsListed(string? name) => options.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
}
