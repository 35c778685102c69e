using System.Net.Sockets;
using System.Text;

namespace EdgeGateway.Daemon.Systemd;

/// <summary>
/// systemd's notification protocol (sd_notify(3)): datagrams to the socket named by NOTIFY_SOCKET. Without that variable every call does nothing.
/// By hand, because Microsoft.Extensions.Hosting.Systemd does not feed the watchdog.
/// </summary>
internal sealed class ServiceManager : IDisposable
{
    private readonly Socket? socket;

    public ServiceManager(string? notifySocket, string? watchdogMicroseconds)
    {
        if (!string.IsNullOrEmpty(notifySocket))
        {
            // A leading @ stands for an address in the abstract name space.
            var path = notifySocket[0] == '@' ? "\0" + notifySocket[1..] : notifySocket;
            socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }

        WatchdogInterval = long.TryParse(watchdogMicroseconds, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    /// <summary>WatchdogSec of the unit; null when systemd does not watch.</summary>
    public TimeSpan? WatchdogInterval { get; }

    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    public void Status(string status) => Send($"STATUS={status}");

    public void Alive() => Send("WATCHDOG=1");

    public void Stopping() => Send("STOPPING=1");

    public void Dispose() => socket?.Dispose();

    private void Send(string state)
    {
        try
        {
            socket?.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException)
        {
            // systemd restarts itself on upgrades; the next datagram finds it again, and a missed one is what the watchdog is for.
        }
    }
}
