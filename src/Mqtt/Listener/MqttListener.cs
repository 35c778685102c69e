using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// The embedded broker for one machine: MQTT 5 and 3.1.1 over TCP, TLS and WebSocket, with sessions and retained messages in memory.
/// </summary>
public sealed partial class MqttListener : IAsyncDisposable
{
    private readonly MqttListenerOptions options;
    private readonly BrokerGate gate;
    private readonly Authenticator authenticator;
    private readonly CancellationTokenSource ended = new();
    private readonly List<(Socket Socket, MqttListenerEndpoint Endpoint)> sockets = [];
    private readonly List<Task> loops = [];
    private bool isStopping;
    private int admitted;

    /// <exception cref="ArgumentException">The options have problems; the message names every one of them.</exception>
    public MqttListener(MqttListenerOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join('\n', problems), nameof(options));
        }

        this.options = options;
        gate = new BrokerGate(options.Limits, time ?? TimeProvider.System);
        authenticator = new Authenticator(options);
    }

    /// <summary>Called with a fault of the broker itself, which has ended one client's connection; for the owner's log.</summary>
    public Action<Exception>? Faulted { get; init; }

    /// <summary>Where clients may connect, in the order of the options' endpoints, with the ports that the system chose.</summary>
    public IReadOnlyList<IPEndPoint> LocalEndpoints { get; private set; } = [];

    /// <summary>Binds every endpoint and starts to accept.</summary>
    /// <exception cref="MqttException">An endpoint cannot be bound.</exception>
    public Task StartAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        foreach (var endpoint in options.Endpoints)
        {
            sockets.Add((Bind(endpoint), endpoint));
        }

        LocalEndpoints = [.. sockets.Select(bound => (IPEndPoint)bound.Socket.LocalEndPoint!)];
        loops.AddRange(sockets.Select(bound => AcceptAsync(bound.Socket, bound.Endpoint)));
        loops.Add(AdvanceAsync());
        return Task.CompletedTask;
    }

    /// <summary>
    /// Serves one client over a stream that somebody else accepted, such as a WebSocket of the hub's web server; completes when the
    /// client has gone, and disposes the stream. <see cref="StartAsync"/> comes first: it also runs the broker's clock.
    /// </summary>
    public async Task ServeAsync(Stream connection, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var owned = connection;
        if (TryAdmit())
        {
            var served = ServeAdmittedAsync(connection, stopping);
            clients.Add(served);
            await served;
            Dismiss();
        }
    }

    /// <summary>The broker in numbers, all of one moment.</summary>
    public MqttListenerCounters Counters()
    {
        using (gate.Enter())
        {
            return MqttListenerCounters.From(gate.Broker, gate.Transports.Count);
        }
    }

    /// <summary>Tells every client that the server shuts down, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        using (gate.Enter())
        {
            isStopping = true;
            gate.Transports.ForEach(transport => transport.CloseInTurn(CloseCause.ShuttingDown, ReasonCode.ServerShuttingDown));
        }

        await ended.CancelAsync();
        foreach (var (socket, _) in sockets)
        {
            socket.Dispose();
        }

        await Task.WhenAll(loops);
        await clients.WhenAllEndedAsync();
        authenticator.Dispose();
        ended.Dispose();
    }

    private static Socket Bind(MqttListenerEndpoint endpoint)
    {
        var socket = new Socket(endpoint.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint.Address);
            socket.Listen();
            return socket;
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new MqttException(
                ReasonCode.ServerUnavailable,
                $"cannot listen for MQTT on {endpoint.Address}: {refused.SocketErrorCode}; free the port, or choose another address or port",
                refused);
        }
    }

    private async Task ServeAdmittedAsync(Stream connection, CancellationToken stopping)
    {
        using var transport = new ClientTransport(gate, connection, stopping);
        using (gate.Enter())
        {
            gate.Transports.Add(transport);
        }

        try
        {
            await transport.RunAsync(authenticator);
        }
        catch (Exception fault)
        {
            // A fault of ours must not end the other clients' service; the owner is told, and it is counted.
            Faulted?.Invoke(fault);
        }
    }

    private bool TryAdmit()
    {
        using (gate.Enter())
        {
            if (isStopping || admitted >= options.Limits.ConnectionsMax)
            {
                gate.Broker.Counters.Close(isStopping ? CloseCause.ShuttingDown : CloseCause.LimitReached);
                return false;
            }

            admitted++;
            return true;
        }
    }

    private void Dismiss()
    {
        using (gate.Enter())
        {
            admitted--;
        }
    }
}
