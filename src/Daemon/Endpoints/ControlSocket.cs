using System.Net;
using System.Net.Sockets;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Devices;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>The Unix socket that edgectl asks, and the TCP listener when one is switched on.</summary>
internal static class ControlSocket
{
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Makes way for the socket. Nothing but a socket that nobody answers on is removed.</summary>
    /// <exception cref="DeviceException">The socket's folder cannot be made, or something else has this path or address.</exception>
    public static void Claim(ControlOptions options)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Socket)!);
            RemoveStale(options.Socket);
        }
        catch (Exception failure) when (failure is (IOException or UnauthorizedAccessException) and not DeviceException)
        {
            throw new DeviceException(
                $"cannot make the control socket {options.Socket}: {failure.Message} Run as root, or set control.socket to a folder of this user.", failure);
        }

        if (options.Http.Length > 0)
        {
            TryAddress(options.Http);
        }
    }

    public static void Listen(IWebHostBuilder web, ControlOptions options) =>
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 64;
            kestrel.ListenUnixSocket(options.Socket);
            if (options.Http.Length > 0)
            {
                kestrel.Listen(IPEndPoint.Parse(options.Http));
            }
        });

    /// <summary>Owner and group may ask; everybody else may not.</summary>
    public static void Restrict(string socket) => File.SetUnixFileMode(socket, OwnerAndGroup);

    // A daemon that was killed leaves its socket behind, and bind refuses a path that exists.
    private static void RemoveStale(string path)
    {
        switch (SocketPath.Look(path))
        {
            case SocketPathState.Nothing:
                return;
            case SocketPathState.Stale:
                File.Delete(path);
                return;
            case SocketPathState.Answers:
                throw new DeviceException(
                    $"control.socket: a gateway that runs answers on {path}; end it first (`systemctl stop edge-gateway`), or give this one another control.socket");
            default:
                throw new DeviceException($"control.socket: {path} is not a socket, and it stays as it is; name a path where nothing is");
        }
    }

    // Kestrel would find out later, with a stack trace.
    private static void TryAddress(string http)
    {
        var address = IPEndPoint.Parse(http);
        try
        {
            using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(address);
        }
        catch (SocketException refused)
        {
            throw new DeviceException(
                $"control.http: cannot listen on {http}: {refused.Message}; name an address of this machine (`ip address`) and a free port, or leave it empty", refused);
        }
    }
}
