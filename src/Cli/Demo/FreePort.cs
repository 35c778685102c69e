using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Cli.Demo;

/// <summary>A TCP port on loopback: the customary one when it is free, otherwise any.</summary>
internal static class FreePort
{
    public static int Near(int customary) => FirstOf([customary, 0]);

    public static int Any() => FirstOf([0]);

    private static int FirstOf(int[] ports)
    {
        foreach (var port in ports)
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return ((IPEndPoint)probe.LocalEndPoint!).Port;
            }
            catch (SocketException) when (port != 0)
            {
                // Taken: any other will do.
            }
        }

        throw new IOException("no TCP port is free on 127.0.0.1");
    }
}
