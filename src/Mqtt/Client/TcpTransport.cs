using System.Net.Sockets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// Plain TCP on a non-blocking socket that the asynchronous engine of .NET never sees: one poll and one recv wake the reading thread
/// directly, where the engine would wake two threads for each read.
/// </summary>
internal sealed class TcpTransport(Socket socket) : Transport
{
    private const int TcpLevel = 6;
    private const int TcpQuickAck = 12;
    private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

    public override bool CanTryWrite => true;

    /// <summary>
    /// Two waits can meet: the broker's Nagle algorithm holds back an acknowledgement until we acknowledge the one before, which our
    /// kernel delays by 40 ms. Linux forgets TCP_QUICKACK after a while, so it is armed again for each wait.
    /// </summary>
    public static void ArmQuickAck(Socket socket)
    {
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(TcpLevel, TcpQuickAck, [1, 0, 0, 0]);
    }

    public override int Read(Memory<byte> buffer)
    {
        while (true)
        {
            if (!socket.Poll(Forever, SelectMode.SelectRead)) continue;

            var count = socket.Receive(buffer.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success) return count;
            if (error is not (SocketError.WouldBlock or SocketError.Interrupted)) throw new SocketException((int)error);
        }
    }

    public override void AcknowledgeNow() => ArmQuickAck(socket);

    public override int TryWrite(ReadOnlySpan<byte> bytes)
    {
        var count = socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock or SocketError.Interrupted => 0,
            _ => throw new SocketException((int)error),
        };
    }

    public override void WaitWritable() => socket.Poll(Forever, SelectMode.SelectWrite);

    public override void Write(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = TryWrite(bytes.Span);
            if (count == 0) WaitWritable();
            bytes = bytes[count..];
        }
    }

    public override void FinishWriting() => Shutdown(SocketShutdown.Send);

    public override void Close() => Shutdown(SocketShutdown.Both);

    protected override void Dispose(bool disposing) => socket.Dispose();

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer was faster; there is nothing left to end.
        }
    }
}
