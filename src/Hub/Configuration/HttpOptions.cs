using System.Net;
using System.Text;

namespace EdgeGateway.Hub.Configuration;

/// <summary>Where pages and API are served, and to whom.</summary>
public sealed record HttpOptions
{
    /// <summary>A shorter token can be guessed over the network.</summary>
    public const int TokenLettersMin = 16;

    /// <summary><c>http://ADDRESS:PORT</c>; port 0 lets the system choose.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The bearer token that every request must carry; needed as soon as others can reach the address.</summary>
    public string Token { get; init; } = "";

    /// <summary>
    /// Names under which browsers may call the hub besides its address, for example behind a proxy: <c>hub.example</c>, or
    /// <c>hub.example:8443</c> where the browser's address shows a port.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How many pages may watch the stream at once; a further one is told to come back later.</summary>
    public int WatchersMax { get; init; } = 200;

    /// <summary>The address to bind; null when <see cref="Listen"/> is none.</summary>
    public IPEndPoint? EndPoint =>
        Uri.TryCreate(Listen, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.AbsolutePath == "/"
            ? uri.Host == "localhost" ? new IPEndPoint(IPAddress.Loopback, uri.Port)
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) ? new IPEndPoint(address, uri.Port)
            : null
            : null;

    public IEnumerable<string> Problems(string key)
    {
        if (EndPoint is not { } listen)
        {
            yield return $"{key}.listen: '{Listen}' is not http://ADDRESS:PORT, for example http://127.0.0.1:8080; put a proxy in front for https";
        }
        else if (!IPAddress.IsLoopback(listen.Address) && Token.Length == 0)
        {
            yield return $"{key}.listen: {Listen} can be reached by other machines; set {key}.tokenFile, or listen on 127.0.0.1";
        }

        if (Token.Length is > 0 and < TokenLettersMin)
        {
            yield return $"{key}.token: has {Token.Length} letters; give it at least {TokenLettersMin}, for example from: openssl rand -hex 16";
        }

        foreach (var host in Hosts.Where(host => !IsHost(host)))
        {
            yield return $"{key}.hosts: '{host}' is not NAME or NAME:PORT as in a browser's address, for example hub.example or hub.example:8443";
        }

        if (WatchersMax is < 1 or > 10_000)
        {
            yield return $"{key}.watchersMax: {WatchersMax} is outside 1 to 10000";
        }
    }

    // A name that no browser sends would be listed without effect: they send ASCII, and IPv6 in brackets.
    private static bool IsHost(string host) =>
        Ascii.IsValid(host) && Uri.TryCreate("http://" + host, UriKind.Absolute, out var uri) && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown
        && (host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase) || host.Equals($"{uri.Host}:{uri.Port}", StringComparison.OrdinalIgnoreCase));
}
