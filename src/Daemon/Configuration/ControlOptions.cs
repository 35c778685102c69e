using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeGateway.Control;
using EdgeGateway.Daemon.Endpoints;

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
        if (!Path.IsPathRooted(Socket) || Encoding.UTF8.GetByteCount(Socket) > SocketPathMax || Socket.Contains('\0', StringComparison.Ordinal))
        {
            yield return $"{prefix}.socket: \"{Socket}\" must be a full path of at most {SocketPathMax} bytes, for example {ControlRoutes.DefaultSocket}";
        }

        else if (SocketPath.IsSomethingElse(Socket))
        {
            yield return $"{prefix}.socket: {Socket} is {(Directory.Exists(Socket) ? "a folder" : "a file")} and no socket; name a path where nothing is, for example {ControlRoutes.DefaultSocket}";
        }

        if (Http.Length > 0 && !IsAddressAndPort(Http))
        {
            yield return $"{prefix}.http: \"{Http}\" is not an address and port; write for example 127.0.0.1:9080, or leave it empty";
        }
    }

    // IPEndPoint reads 8080 as the address 0.0.31.144, and ::1 as one without a port.
    private static bool IsAddressAndPort(string text) => IPEndPoint.TryParse(text, out var at) && at.Port > 0
        && (at.AddressFamily == AddressFamily.InterNetworkV6 || at.ToString() == text);
}
