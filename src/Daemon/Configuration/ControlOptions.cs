using System.Net;
using EdgeGateway.Control;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Where the daemon answers.</summary>
internal sealed record ControlOptions
{
    // sockaddr_un has 108 bytes with its closing zero (unix(7)).
    private const int SocketPathMax = 107;

    /// <summary>The Unix socket for edgectl.</summary>
    public string Socket { get; init; } = ControlRoutes.DefaultSocket;

    /// <summary>Address and port for the technician's page, /health and /metrics, for example <c>0.0.0.0:9080</c>; empty for none.</summary>
    public string Http { get; init; } = "";

    public IEnumerable<string> Problems(string prefix)
    {
        if (!Path.IsPathRooted(Socket) || Socket.Length > SocketPathMax)
        {
            yield return $"{prefix}.socket: \"{Socket}\" must be a full path of at most {SocketPathMax} characters, for example {ControlRoutes.DefaultSocket}";
        }

        if (Http.Length > 0 && !IPEndPoint.TryParse(Http, out _))
        {
            yield return $"{prefix}.http: \"{Http}\" is not an address and port; write for example 127.0.0.1:9080, or leave it empty";
        }
    }
}
