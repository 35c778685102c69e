using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>A broker's name has several addresses, and not every one of them leads anywhere: IPv6 that the store's router announces and nobody carries.</summary>
public sealed class ClientAddressTests : IDisposable
{
    private static readonly IPAddress Nowhere = IPAddress.Parse("127.0.0.2");

    private readonly TcpListener _broker = new(IPAddress.Loopback, 0);
    private readonly Socket _full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public ClientAddressTests()
    {
        // Whoever finds the queue of a listener full gets no answer at all, as on a way that leads nowhere.
        _broker.Start();
        _full.Bind(new IPEndPoint(Nowhere, Port));
        _full.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var one = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _waiting.Add(one);
            Assert.Throws<SocketException>(() => one.Connect(_full.LocalEndPoint!)); // under way
        }
    }

    private int Port => ((IPEndPoint)_broker.LocalEndpoint).Port;

    public void Dispose()
    {
        _waiting.ForEach(one => one.Dispose());
        _full.Dispose();
        _broker.Dispose();
    }

    [Fact]
    public void AnAddressThatDoesNotAnswerLeavesTimeForTheNext()
    {
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout);
        using var transport = Connector().Connect([Nowhere, IPAddress.Loopback], timeout.Token);
        using var accepted = _broker.AcceptSocket();
        Assert.True(accepted.Connected);
    }

    [Fact]
    public void TheOnlyAddressHasAllTheTime()
    {
        using var timeout = new CancellationTokenSource(Options.ConnectTimeout);
        Assert.Throws<OperationCanceledException>(() => Connector().Connect([Nowhere], timeout.Token));
    }

    private MqttClientOptions Options => new()
    {
        Server = new Uri($"mqtt://127.0.0.1:{Port}"),
        ClientId = "gw",
        ConnectTimeout = TimeSpan.FromSeconds(2),
    };

    private TransportConnector Connector() => new(Options, BrokerAddress.TryParse(Options.Server)!);
}
