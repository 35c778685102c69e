using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Proxies that answer as no proxy should: one sentence each, nobody hangs.</summary>
public sealed class ClientProxyTroubleTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ClientProxyTroubleTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "it wants a user name and a password (it answers 407 Proxy Authentication Required)")]
    [InlineData("HTTP/1.0 403 Forbidden\r\nVia: x\r\n\r\n<html>", "it forbids the way to hub.example:8883; ask its administrator to allow CONNECT to it (it answers 403 Forbidden)")]
    [InlineData("HTTP/1.1 502 \r\n\r\n", "it cannot reach hub.example:8883; check the broker's name and port (it answers 502)")]
    [InlineData("HTTP/1.1 405 Method Not Allowed\r\n\r\n", "it opens no tunnels")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://login.hotel\r\n\r\n", "it does not open the tunnel (it answers 302 Found)")]
    [InlineData("HTTP/1.1 503 a\u0007\u001b[31mb\r\n\r\n", "(it answers 503 a??[31mb)")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "it does not answer in HTTP; is it an HTTP proxy?")]
    [InlineData("HTTP/1.1 abc\r\n\r\n", "it does not answer in HTTP; is it an HTTP proxy?")]
    [InlineData("HTTP/1.1 200\r\n\r\nhello", "it speaks before the broker was asked anything")]
    [InlineData("", "it closed the connection without an answer")]
    public async Task ABadAnswerIsOneSentence(string answer, string sentence)
    {
        var explanation = await ConnectAsync(async peer =>
        {
            await peer.SendAsync(Encoding.Latin1.GetBytes(answer));
            peer.Shutdown(SocketShutdown.Send);
        });

        Assert.StartsWith("The proxy http://127.0.0.1:", explanation, StringComparison.Ordinal);
        Assert.Contains(sentence, explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHeaderWithoutEndIsNotReadForEver()
    {
        var explanation = await ConnectAsync(async peer =>
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nX: "u8.ToArray());
            await peer.SendAsync(new byte[64 * 1024]);
        });

        Assert.Contains("its answer's header is longer than 16384 bytes", explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProxyThatTricklesIsGivenUpInTime()
    {
        using var stop = new CancellationTokenSource();
        var explanation = await ConnectAsync(
            async peer =>
            {
                foreach (var one in Enumerable.Repeat("HTTP/1.1 200 OK\r\n"u8.ToArray(), 1000).SelectMany(line => line))
                {
                    await peer.SendAsync(new[] { one });
                    await Task.Delay(100, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // a slow loris is slow
                }
            },
            TimeSpan.FromSeconds(1));
        await stop.CancelAsync();

        Assert.Matches("^No whole answer from the proxy http://127.0.0.1:[0-9]+ within 1 s;", explanation);
    }

    private async Task<string> ConnectAsync(Func<Socket, Task> answer, TimeSpan? timeout = null)
    {
        await using var client = new MqttClient();
        var connecting = client.ConnectAsync(
            new MqttClientOptions
            {
                Server = new Uri("mqtts://hub.example"),
                ClientId = "gw",
                ConnectTimeout = timeout ?? TimeSpan.FromSeconds(60),
                Proxy = new MqttProxy(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}")),
            },
            new RecordingReceiver(),
            CancellationToken.None);
        using var peer = await _listener.AcceptSocketAsync();
        var request = new byte[4096];
        var length = await peer.ReceiveAsync(request);
        Assert.Equal("CONNECT hub.example:8883 HTTP/1.1\r\nHost: hub.example:8883\r\n\r\n", Encoding.ASCII.GetString(request, 0, length));
        try
        {
            await answer(peer);
        }
        catch (SocketException)
        {
            // The client has seen enough and has closed.
        }

        return (await connecting).Explanation;
    }
}
