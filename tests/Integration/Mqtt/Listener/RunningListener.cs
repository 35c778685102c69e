using System.Diagnostics;
using System.Net;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>The embedded broker on loopback, and the Debian clients for it.</summary>
internal sealed class RunningListener : IAsyncDisposable
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    private RunningListener(MqttListener listener) => Listener = listener;

    public MqttListener Listener { get; }

    public int Port => Listener.LocalEndpoints[0].Port;

    public int WebSocketPort => Listener.LocalEndpoints[1].Port;

    public static async Task<RunningListener> StartAsync(Func<MqttListenerOptions, MqttListenerOptions>? change = null)
    {
        var options = new MqttListenerOptions
        {
            AllowAnonymous = true,
            Endpoints = [new MqttListenerEndpoint(AnyPort), new MqttListenerEndpoint(AnyPort) { IsWebSocket = true }],
        };
        var listener = new MqttListener(change?.Invoke(options) ?? options);
        await listener.StartAsync(TestContext.Current.CancellationToken);
        return new RunningListener(listener);
    }

    public PeerProgram Sub(string version, params string[] arguments) => Client("mosquitto_sub", version, arguments);

    public PeerProgram Pub(string version, params string[] arguments) => Client("mosquitto_pub", version, arguments);

    /// <summary>Publishes and waits until the client has ended well.</summary>
    public async Task PublishAsync(string version, params string[] arguments)
    {
        await using var pub = Pub(version, arguments);
        var (exitCode, _, errors) = await pub.EndAsync();
        Assert.True(exitCode == 0, errors);
    }

    /// <summary>Waits for a state of the broker that another process brings about.</summary>
    public async Task UntilAsync(Func<MqttListenerCounters, bool> isReached)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isReached(Listener.Counters()))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"not reached; {Listener.Counters()}");
            await Task.Delay(5, TestContext.Current.CancellationToken); // Another process tells nobody when it is ready.
        }
    }

    public ValueTask DisposeAsync() => Listener.DisposeAsync();

    private PeerProgram Client(string name, string version, string[] arguments) =>
        new(name, ["-h", "127.0.0.1", "-p", $"{Port}", "-V", version, .. arguments], "mosquitto-clients");
}
