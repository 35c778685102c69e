using System.Net;
using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Hub.Configuration;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Hub;

/// <summary>
/// The hub's own broker. Its sessions are in memory: what it loses with the process, the gateways still hold, because they wait
/// for <c>ack/stored</c> and not for the broker.
/// </summary>
internal sealed partial class EmbeddedBroker(BrokerOptions options, OwnCredential own, ILogger<EmbeddedBroker> log) : IHostedService, IAsyncDisposable
{
    /// <summary>The hub's password is random and lives as long as the process: stretching it would only delay the start.</summary>
    private const int OwnIterations = 1_000;

    private MqttListener? _listener;

    /// <summary>Where gateways connect, with the port that the system chose.</summary>
    public IPEndPoint Address => _listener!.LocalEndpoints[0];

    /// <summary>Where the hub itself connects.</summary>
    public Uri Loopback => new(
        $"mqtt://{(Address.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address.Address) switch
        {
            { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } six => $"[{six}]",
            var four => four.ToString(),
        }}:{Address.Port}");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var listener = new MqttListener(Options()) { Faulted = LogFault };
        try
        {
            await listener.StartAsync(cancellationToken);
            _listener = listener;
        }
        catch (MqttException refused)
        {
            await listener.DisposeAsync();
            throw new HubStartException($"{refused.Message} (broker.listen or --mqtt-listen)", refused);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            await listener.DisposeAsync();
        }
    }

    private MqttListenerOptions Options() => new()
    {
        Endpoints = [new MqttListenerEndpoint(options.EndPoint!)],
        AllowAnonymous = options.Users.Count == 0,
        Users =
        [
            new MqttUser
            {
                Name = own.Name,
                PasswordHash = MqttPasswordHash.Create(Encoding.UTF8.GetBytes(own.Password), OwnIterations),
                Rights = MqttTopicRights.Everything,
            },
            .. options.Users.Select(user => new MqttUser
            {
                Name = user.Name,
                PasswordHash = user.PasswordHash.Length > 0 ? user.PasswordHash : MqttPasswordHash.Create(Encoding.UTF8.GetBytes(user.Password)),
                Rights = RightsOf(user),
            }),
        ],
    };

    /// <summary>A gateway speaks for itself only, and cannot acknowledge its own events.</summary>
    private static MqttTopicRights RightsOf(BrokerUser user)
    {
        var root = $"{Topics.Root}/{user.Store}/{user.Gateway}";
        return user.Observer
            ? new MqttTopicRights { Subscribe = [$"{Topics.Root}/#"] }
            : new MqttTopicRights
            {
                Publish = [$"{root}/event/+", $"{root}/state/+", $"{root}/answer/+"],
                Subscribe = [$"{root}/ack/+", $"{root}/config/+", $"{root}/command/+"],
            };
    }

    private void LogFault(Exception fault) => LogFault(log, fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The embedded broker has ended one client's connection because of a fault of its own; please report it.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
