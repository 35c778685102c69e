using System.Net.Security;
using System.Net.Sockets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>TLS over TCP. Encrypting may have to wait, so only the writing thread sends.</summary>
internal sealed class TlsTransport(Socket socket, SslStream stream) : Transport
{
    public override int Read(Memory<byte> buffer)
    {
        var count = stream.Read(buffer.Span);
        if (count > 0) TcpTransport.ArmQuickAck(socket);
        return count;
    }

    public override void Write(ReadOnlyMemory<byte> bytes) => stream.Write(bytes.Span);

    public override void FinishWriting()
    {
        try
        {
            stream.ShutdownAsync().GetAwaiter().GetResult(); // on the writing thread, which is ours and has nothing else to do
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // The peer was faster; there is nothing left to end.
        }
    }

    public override void Close()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer was faster; there is nothing left to end.
        }
    }

    protected override void Dispose(bool disposing)
    {
        stream.Dispose();
        socket.Dispose();
    }
}
