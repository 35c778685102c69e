using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>A store's line to its broker: forwards TCP, and can be cut in the middle of a packet, stay away, or swallow everything without an error.</summary>
internal sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> sockets = new();
    private readonly CancellationTokenSource ended = new();
    private readonly int to;
    private readonly Task accepting;
    private volatile bool isAway;
    private volatile bool isSilent;

    public CuttableLink(int to)
    {
        this.to = to;
        listener.Start();
        accepting = AcceptAsync(ended.Token);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>All connections are reset, and new ones are while <see cref="Restore"/> has not been called.</summary>
    public void Cut()
    {
        isAway = true;
        foreach (var socket in sockets.Keys)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0); // a reset: what was under way is gone, in both directions
            }
            catch (Exception over) when (over is ObjectDisposedException or SocketException)
            {
                // It has ended by itself meanwhile.
            }

            Close(socket);
        }
    }

    /// <summary>Bytes are taken and go nowhere, as in a router whose uplink is down. Those connections are lost.</summary>
    public void FallSilent() => isSilent = true;

    public void Restore()
    {
        if (isSilent)
        {
            Cut();
        }

        (isAway, isSilent) = (false, false);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var near = await listener.AcceptSocketAsync(stopping);
                _ = ServeAsync(near);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return; // the link is being disposed of
            }
        }
    }

    private async Task ServeAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (sockets[near], sockets[far]) = (true, true);
        try
        {
            if (!isAway)
            {
                await far.ConnectAsync(IPAddress.Loopback, to);
                await Task.WhenAny(ForwardAsync(near, far), ForwardAsync(far, near));
            }
        }
        catch (SocketException)
        {
            // The broker is away; the near end learns it by its connection's end.
        }

        Close(near);
        Close(far);
    }

    private async Task ForwardAsync(Socket from, Socket into)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count && !isSilent;)
                {
                    sent += await into.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Cut, from this side or the other; the connection ends.
        }
    }

    private void Close(Socket socket)
    {
        sockets.TryRemove(socket, out _);
        socket.Dispose();
    }
}
