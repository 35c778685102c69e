using System.Net.WebSockets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// MQTT in binary WebSocket messages (MQTT 5.0 section 6). ClientWebSocket has only asynchronous calls; they are waited for on the
/// connection's own two threads.
/// </summary>
internal sealed class WebSocketTransport(ClientWebSocket socket, HttpMessageInvoker invoker) : Transport
{
    private readonly CancellationTokenSource _closed = new();

    public override int Read(Memory<byte> buffer)
    {
        while (true)
        {
            var received = Wait(socket.ReceiveAsync(buffer, _closed.Token).AsTask());
            if (received.MessageType == WebSocketMessageType.Close) return 0;
            if (received.MessageType == WebSocketMessageType.Text)
                throw new IOException("the broker sent a WebSocket text message, MQTT goes in binary ones");

            // A message may be empty, and 0 would read as the end.
            if (received.Count > 0) return received.Count;
        }
    }

    public override void Write(ReadOnlyMemory<byte> bytes) =>
        Wait(socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, _closed.Token).AsTask());

    public override void FinishWriting()
    {
        try
        {
            Wait(socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, _closed.Token));
        }
        catch (IOException)
        {
            // The peer was faster; there is nothing left to end.
        }
    }

    public override void Close()
    {
        try
        {
            _closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Closed already.
        }
    }

    protected override void Dispose(bool disposing)
    {
        socket.Dispose();
        invoker.Dispose();
        _closed.Dispose();
    }

    private static void Wait(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult(); // on a thread of our own that has nothing else to do
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException(gone.Message, gone);
        }
    }

    private static T Wait<T>(Task<T> task)
    {
        Wait((Task)task);
        return task.GetAwaiter().GetResult();
    }
}
