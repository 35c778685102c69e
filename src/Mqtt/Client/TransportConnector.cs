using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Opens the byte stream to a broker on the calling thread; what goes wrong becomes a sentence.</summary>
internal sealed class TransportConnector(MqttClientOptions options, BrokerAddress address)
{
    // Cancellation is looked at this often while the kernel connects.
    private static readonly TimeSpan ConnectSlice = TimeSpan.FromMilliseconds(50);

    private readonly TlsTrust _trust = new(options, address.Host);

    /// <summary>What is waited for at this moment, should time be up: <c>No connection to …</c>.</summary>
    public string Step { get; private set; } = $"No connection to {address}";

    private int FirstPort => options.Proxy?.Port ?? address.Port;

    private string FirstHop => options.Proxy is { } proxy ? $"the proxy {proxy}" : $"{address}";

    /// <param name="hosts">Of the broker, or of the proxy before it.</param>
    /// <exception cref="ConnectException">With the sentence.</exception>
    /// <exception cref="OperationCanceledException">Time is up, or the owner has stopped.</exception>
    public Transport Connect(IPAddress[] hosts, CancellationToken stopping)
    {
        Step = $"No connection to {FirstHop}";
        var socket = ConnectSocket(hosts, stopping);
        try
        {
            if (options.Proxy is { } proxy)
            {
                Step = $"No whole answer from {FirstHop}";
                new ProxyTunnel(proxy, address).Open(socket, stopping);
            }

            Step = $"No {(address.IsTls ? "TLS" : "WebSocket")} with {address}";
            return address.IsWebSocket ? UpgradeToWebSocket(socket, stopping)
                : address.IsTls ? Encrypt(socket, stopping)
                : new TcpTransport(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Socket ConnectSocket(IPAddress[] hosts, CancellationToken stopping)
    {
        var error = SocketError.HostNotFound;

        // One address that leads nowhere, such as IPv6 that nobody carries, must not use up the others' time.
        var share = options.ConnectTimeout / (hosts.Length + 1);
        foreach (var host in hosts)
        {
            var patience = host == hosts[^1] ? TimeSpan.MaxValue : share;
            var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
            try
            {
                error = ConnectOne(socket, new IPEndPoint(host, FirstPort), patience, stopping);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            if (error == SocketError.Success) return socket;

            socket.Dispose();
        }

        throw new ConnectException(ReasonCode.ServerUnavailable, $"Cannot connect to {FirstHop}: {Sentence(error)}.");
    }

    private static SocketError ConnectOne(Socket socket, IPEndPoint endpoint, TimeSpan patience, CancellationToken stopping)
    {
        try
        {
            socket.Connect(endpoint);
            return SocketError.Success;
        }
        catch (SocketException started) when (started.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            var began = Stopwatch.GetTimestamp();
            while (!socket.Poll(ConnectSlice, SelectMode.SelectWrite) && !socket.Poll(TimeSpan.Zero, SelectMode.SelectError))
            {
                stopping.ThrowIfCancellationRequested();
                if (Stopwatch.GetElapsedTime(began) >= patience) return SocketError.TimedOut;
            }

            return socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) switch
            {
                0 => SocketError.Success,
                int native => new SocketException(native).SocketErrorCode is var code and not SocketError.SocketError
                    ? code
                    : SocketError.ConnectionRefused,
                _ => SocketError.SocketError,
            };
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode;
        }
    }

    private TlsTransport Encrypt(Socket socket, CancellationToken stopping)
    {
        socket.Blocking = true;
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        var transport = new TlsTransport(socket, stream);
        try
        {
            using var closing = stopping.UnsafeRegister(static state => ((TlsTransport)state!).Close(), transport);
            stream.AuthenticateAsClient(_trust.ToOptions());
            return transport;
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException or SocketException)
        {
            transport.Dispose();
            stopping.ThrowIfCancellationRequested();
            throw new ConnectException(ReasonCode.ServerUnavailable, $"TLS with {address} failed: {TlsSentence(failed)}.", failed);
        }
    }

    private WebSocketTransport UpgradeToWebSocket(Socket connected, CancellationToken stopping)
    {
        connected.Blocking = true;
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // MQTT has its own
        var handler = new SocketsHttpHandler
        {
            SslOptions = _trust.ToOptions(),
            UseProxy = false, // the way was opened above; what stands in the environment does not matter
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(connected, ownsSocket: true)),
        };
        var invoker = new HttpMessageInvoker(handler);
        try
        {
            socket.ConnectAsync(address.Uri, invoker, stopping).GetAwaiter().GetResult(); // on the connection's own thread
            return new WebSocketTransport(socket, invoker);
        }
        catch (Exception failed) when (failed is WebSocketException or HttpRequestException or IOException)
        {
            socket.Dispose();
            invoker.Dispose();
            stopping.ThrowIfCancellationRequested();
            var sentence = Innermost(failed) switch
            {
                SocketException error => Sentence(error.SocketErrorCode),
                var other => TlsSentence(other),
            };
            throw new ConnectException(ReasonCode.ServerUnavailable, $"Cannot open a WebSocket to {address}: {sentence}.", failed);
        }
    }

    private static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;

    private string TlsSentence(Exception failed) => _trust.Refusal ?? Innermost(failed).Message.TrimEnd('.');

    private static string Sentence(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the machine answers, but nothing listens on that port; start the broker or correct the port",
        SocketError.HostNotFound or SocketError.NoData => "DNS knows no such name; check the name and the DNS server",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable => "there is no route; check the network cable, Wi-Fi and gateway",
        SocketError.TimedOut => "no answer; check the address and the firewall",
        _ => new SocketException((int)error).Message,
    };
}
