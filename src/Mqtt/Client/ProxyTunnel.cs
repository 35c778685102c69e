using System.Net.Sockets;
using System.Text;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Asks an HTTP proxy for a tunnel to the broker, on the calling thread; what goes wrong becomes a sentence.</summary>
internal sealed class ProxyTunnel(MqttProxy proxy, BrokerAddress address)
{
    // Cancellation is looked at this often.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    private string Target => address.Host.Contains(':', StringComparison.Ordinal) ? $"[{address.Host}]:{address.Port}" : $"{address.Host}:{address.Port}";

    /// <param name="socket">Connected to the proxy, not blocking.</param>
    /// <exception cref="ConnectException">With the sentence.</exception>
    public void Open(Socket socket, CancellationToken stopping)
    {
        try
        {
            Send(socket, Request(), stopping);
            Judge(Receive(socket, stopping));
        }
        catch (SocketException broken)
        {
            throw Failed($"the connection to it broke: {broken.Message}");
        }
    }

    private byte[] Request()
    {
        var text = new StringBuilder($"CONNECT {Target} HTTP/1.1\r\nHost: {Target}\r\n");
        if (proxy.UserName is { } user)
        {
            byte[] pair = [.. Encoding.UTF8.GetBytes($"{user}:"), .. proxy.Password.Span];
            text.Append("Proxy-Authorization: Basic ").Append(Convert.ToBase64String(pair)).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes, CancellationToken stopping)
    {
        while (!bytes.IsEmpty)
        {
            while (!socket.Poll(Slice, SelectMode.SelectWrite)) stopping.ThrowIfCancellationRequested();
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    private ProxyAnswer Receive(Socket socket, CancellationToken stopping)
    {
        var buffer = new byte[ProxyAnswer.HeaderBytesMax];
        for (var count = 0; ;)
        {
            while (!socket.Poll(Slice, SelectMode.SelectRead)) stopping.ThrowIfCancellationRequested();
            stopping.ThrowIfCancellationRequested();
            var received = socket.Receive(buffer.AsSpan(count));
            if (received == 0) throw Failed("it closed the connection without an answer; is this client allowed to use it?");

            count += received;
            var answer = ProxyAnswer.Read(buffer.AsSpan(0, count));
            if (answer.State == ProxyAnswerState.Complete && answer.Status is >= 200 and < 300 && count > answer.HeaderBytes)
                throw Failed("it speaks before the broker was asked anything; is it an HTTP proxy?");
            if (answer.State != ProxyAnswerState.Incomplete) return answer;
        }
    }

    private void Judge(ProxyAnswer answer)
    {
        if (answer.State == ProxyAnswerState.NotHttp) throw Failed("it does not answer in HTTP; is it an HTTP proxy?");
        if (answer.State == ProxyAnswerState.TooLong) throw Failed($"its answer's header is longer than {ProxyAnswer.HeaderBytesMax} bytes");
        if (answer.Status is >= 200 and < 300) return;

        var remedy = answer.Status switch
        {
            401 or 407 when proxy.UserName is null => "it wants a user name and a password",
            401 or 407 => "it does not take this user name and password, or wants another authentication than Basic",
            403 => $"it forbids the way to {Target}; ask its administrator to allow CONNECT to it",
            400 or 405 or 501 => "it opens no tunnels; ask its administrator for CONNECT",
            404 or 502 or 503 or 504 => $"it cannot reach {Target}; check the broker's name and port",
            429 => "it has too much to do; it is tried again later",
            _ => "it does not open the tunnel",
        };
        throw Failed($"{remedy} (it answers {answer.Status}{(answer.Phrase.Length > 0 ? $" {answer.Phrase}" : "")})");
    }

    private ConnectException Failed(string why) =>
        new(ReasonCode.ServerUnavailable, $"The proxy {proxy} does not lead to {address}: {why}.");
}
