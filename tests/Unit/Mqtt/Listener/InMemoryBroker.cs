using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

/// <summary>The broker with its protocol, without sockets; time moves when a test says so.</summary>
internal sealed class InMemoryBroker(MqttListenerLimits? limits = null)
{
    public MqttListenerLimits Limits { get; } = limits ?? new();

    public Broker Broker { get; } = new(limits ?? new());

    public TimeSpan Now { get; private set; } = TimeSpan.FromSeconds(1000);

    public List<InMemoryClient> Clients { get; } = [];

    /// <summary>A connection that has not said anything yet.</summary>
    public InMemoryClient Open()
    {
        var client = new InMemoryClient(this);
        Clients.Add(client);
        return client;
    }

    public InMemoryClient Connect(string clientId, ConnectSettings? settings = null)
    {
        var client = Open();
        client.Connect(clientId, settings ?? new());
        return client;
    }

    public void Pass(TimeSpan time)
    {
        // In the listener's steps of a second.
        for (var end = Now + time; Now < end;)
        {
            Now += TimeSpan.FromSeconds(Math.Min(1, (end - Now).TotalSeconds));
            Clients.ForEach(client => client.Advance());
            Broker.Advance(Now);
        }
    }
}
