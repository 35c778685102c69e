using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>
/// TCP ports on loopback for programs that are started, killed and started again. They are below the range from which the kernel takes ports for
/// outgoing connections: otherwise a broker that is away for a moment may find its port taken, and a client that tries again and again is in the end
/// connected with itself.
/// </summary>
internal static class FreePorts
{
    private const int First = 15_000;
    private const int Count = 15_000;

    // Another process begins elsewhere, and one process gives no port twice.
    private static int given = Environment.ProcessId * 97 % Count;

    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (Interlocked.Increment(ref given) % Count);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new IOException($"no TCP port from {First} to {First + Count - 1} is free on 127.0.0.1");
    }
}
