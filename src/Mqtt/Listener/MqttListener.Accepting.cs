using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdgeGateway.Mqtt.Listener;

public sealed partial class MqttListener
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    private readonly RunningTasks clients = new();

    private async Task AcceptAsync(Socket listening, MqttListenerEndpoint endpoint)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                clients.Add(ServeSocketAsync(await listening.AcceptAsync(ended.Token), endpoint));
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Out of file descriptors, or the client has gone already: the next one may have more luck, but not at once.
                await Task.Delay(BeatEvery / 10, gate.Time, CancellationToken.None);
            }
        }
    }

    private async Task ServeSocketAsync(Socket accepted, MqttListenerEndpoint endpoint)
    {
        using var socket = accepted;
        if (!TryAdmit())
        {
            return;
        }

        // Packets are gathered before they are sent, so Nagle could only add 40 ms. MQTT 3.1.1 may go without keepalive; TCP's finds the dead.
        accepted.NoDelay = true;
        accepted.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        await using var stream = new NetworkStream(accepted);
        try
        {
            if (await OpenAsync(stream, endpoint) is { } opened)
            {
                await ServeAdmittedAsync(opened, ended.Token);
                await FarewellAsync(socket);
            }
        }
        finally
        {
            Dismiss();
        }
    }

    /// <summary>
    /// Lets the client read our last packet: a socket that is closed while bytes of the client are unread takes back what it has sent.
    /// </summary>
    private async Task FarewellAsync(Socket socket)
    {
        using var late = new CancellationTokenSource(BeatEvery, gate.Time);
        var unread = new byte[4096];
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            for (var rest = options.Limits.PacketBytesMax; rest > 0;)
            {
                var read = await socket.ReceiveAsync(unread, late.Token);
                rest = read == 0 ? 0 : rest - read;
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // The client has gone, or does not go: either way we have done what we could.
        }
    }

    /// <summary>TLS and WebSocket, as the endpoint has them; null when the client did not manage in time, which is counted.</summary>
    private async Task<Stream?> OpenAsync(Stream stream, MqttListenerEndpoint endpoint)
    {
        using var late = new CancellationTokenSource(options.Limits.ConnectTimeout, gate.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ended.Token);
        try
        {
            stream = endpoint.IsTls ? await SecureAsync(stream, either.Token) : stream;
            var opened = endpoint.IsWebSocket ? await WebSocketUpgrade.AcceptAsync(stream, either.Token) : stream;
            Count(opened is null ? CloseCause.Malformed : null);
            return opened;
        }
        catch (OperationCanceledException)
        {
            Count(CloseCause.ConnectTimeout);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            Count(CloseCause.Malformed);
        }

        return null;
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken stopping)
    {
        var tls = options.Tls!;
        var secured = new SslStream(stream);
        var authorities = tls.ClientAuthorities;
        await secured.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = tls.Certificate,
                ClientCertificateRequired = authorities is not null,
                RemoteCertificateValidationCallback = authorities is null
                    ? null
                    : (_, certificate, _, _) => ClientCertificates.IsSignedBy(authorities, certificate),
            },
            stopping);
        return secured;
    }

    private void Count(CloseCause? cause)
    {
        if (cause is { } counted)
        {
            using (gate.Enter())
            {
                gate.Broker.Counters.Close(counted);
            }
        }
    }

    /// <summary>Keepalives, wills and expiries, once a second.</summary>
    private async Task AdvanceAsync()
    {
        using var beat = new PeriodicTimer(BeatEvery, gate.Time);
        try
        {
            while (await beat.WaitForNextTickAsync(ended.Token))
            {
                List<ClientTransport> stuck;
                using (gate.Enter())
                {
                    stuck = gate.Transports.FindAll(transport => !transport.Advance(gate.Now));
                    gate.Broker.Advance(gate.Now);
                }

                stuck.ForEach(transport => transport.Cut());
            }
        }
        catch (OperationCanceledException)
        {
            // The listener ends.
        }
    }
}
