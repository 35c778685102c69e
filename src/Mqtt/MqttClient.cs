using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt.Client;

namespace EdgeGateway.Mqtt;

/// <summary>Our MQTT 5.0 client over TCP, TLS and WebSocket. One object may connect again and again; QoS 2 goes on where it was.</summary>
public sealed class MqttClient(TimeProvider time) : IMqttClient
{
    private readonly ClientSession _session = new();
    private Connection? _connection;

    public MqttClient()
        : this(TimeProvider.System)
    {
    }

    public bool IsConnected => _connection is { IsOpen: true };

    public int SendQuota => _connection is { IsOpen: true } connection ? connection.SendQuota : 0;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options cannot work; the message lists all problems.</exception>
    public async Task<MqttConnection> ConnectAsync(MqttClientOptions options, IMqttReceiver receiver, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(receiver);
        if (options.Problems().ToArray() is { Length: > 0 } problems) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        if (_connection is { Ended.IsCompleted: false }) throw new InvalidOperationException("The client is connected; disconnect it first.");

        var address = BrokerAddress.TryParse(options.Server)!;
        var firstHost = options.Proxy?.Address.DnsSafeHost ?? address.Host;
        var firstHop = options.Proxy is { } proxy ? $"the proxy {proxy}" : $"the broker {address}";
        IPAddress[] hosts;
        try
        {
            hosts = await Dns.GetHostAddressesAsync(firstHost, stopping).WaitAsync(options.ConnectTimeout, time, stopping);
        }
        catch (Exception unknown) when (unknown is SocketException or TimeoutException)
        {
            return new MqttConnection(
                ReasonCode.ServerUnavailable,
                $"Cannot find {firstHop}: DNS does not know {firstHost} ({unknown.Message.TrimEnd('.')}); check the name and the DNS server.");
        }
        catch (ArgumentException)
        {
            // 0.0.0.0 and ::, which a broker may listen on, and names that are longer than DNS has them.
            return new MqttConnection(
                ReasonCode.ServerUnavailable, $"Cannot find {firstHop}: {firstHost} is no address to connect to; write the machine's own name or address.");
        }

        var connection = new Connection(options, address, receiver, _session, time);
        _connection = connection;
        return await connection.Open(hosts, stopping);
    }

    /// <inheritdoc/>
    public ValueTask PublishAsync(
        string topic, ReadOnlyMemory<byte> payload, QualityOfService qos, bool retain, long tag, CancellationToken stopping) =>
        Open().Publish(new OutgoingMessage(topic, payload, qos, retain, tag), stopping);

    /// <inheritdoc/>
    public async Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(message);
        var answer = new TaskCompletionSource<ReasonCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Open().Publish(OutgoingMessage.Awaited(message, answer), stopping);
        return await answer.Task.WaitAsync(stopping);
    }

    /// <inheritdoc/>
    public Task<ReasonCode> SubscribeAsync(string filter, QualityOfService qos, CancellationToken stopping) =>
        Open().Subscribe(Valid(filter), qos, stopping);

    /// <inheritdoc/>
    public Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken stopping) => Open().Unsubscribe(Valid(filter), stopping);

    /// <inheritdoc/>
    public Task DisconnectAsync(bool sendWill, CancellationToken stopping) =>
        _connection?.Leave(sendWill ? ReasonCode.DisconnectWithWill : ReasonCode.Success, "We disconnected.").WaitAsync(stopping) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync() => await DisconnectAsync(sendWill: false, CancellationToken.None);

    private static string Valid(string filter) => TopicFilter.IsValid(filter)
        ? filter
        : throw new ArgumentException($"'{filter}' is no topic filter: + stands for a whole level, # for the last ones.", nameof(filter));

    private Connection Open() =>
        _connection ?? throw new MqttException(ReasonCode.UnspecifiedError, "The client was never connected.");
}
