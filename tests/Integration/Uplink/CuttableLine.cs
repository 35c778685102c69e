using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>A line to a broker that a test can cut in the middle of anything, and that is whole again at the next try.</summary>
internal sealed class CuttableLine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int brokerPort;
    private volatile Socket[] ends = [];

    public CuttableLine(int brokerPort)
    {
        this.brokerPort = brokerPort;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool IsUp => ends.Length > 0;

    public void Cut()
    {
        foreach (var end in Interlocked.Exchange(ref ends, []))
        {
            end.Close(0); // a reset, as from a router that has forgotten the connection
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                near.NoDelay = true;
                await far.ConnectAsync(IPAddress.Loopback, brokerPort);
                ends = [near, far];
                _ = CarryAsync(near, far);
                _ = CarryAsync(far, near);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task CarryAsync(Socket from, Socket to)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Cut on purpose.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
