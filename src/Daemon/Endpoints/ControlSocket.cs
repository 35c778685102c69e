using System.Net;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Devices;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>The Unix socket that edgectl asks, and the TCP listener when one is switched on.</summary>
internal static class ControlSocket
{
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <exception cref="DeviceException">The socket's folder cannot be made.</exception>
    public static void Listen(IWebHostBuilder web, ControlOptions options)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(options.Socket)!);
            // A daemon that was killed leaves its socket behind, and bind refuses a path that exists.
            File.Delete(options.Socket);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DeviceException(
                $"cannot make the control socket {options.Socket}: {failure.Message} Run as root, or set control.socket to a folder of this user.", failure);
        }

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
    }

    /// <summary>Owner and group may ask; everybody else may not.</summary>
    public static void Restrict(string socket) => File.SetUnixFileMode(socket, OwnerAndGroup);
}
