namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Where the connections' threads meet: one at a time has the broker, for one batch of packets and never across I/O. When it leaves,
/// the connections that have something to send start sending.
/// </summary>
internal sealed class BrokerGate(MqttListenerLimits limits, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long startedAt = time.GetTimestamp();
    private readonly List<ClientTransport> ready = [];

    public Broker Broker { get; } = new(limits);

    /// <summary>Everyone connected; to be read and changed in a turn.</summary>
    public List<ClientTransport> Transports { get; } = [];

    public MqttListenerLimits Limits { get; } = limits;

    public TimeProvider Time { get; } = time;

    /// <summary>Time since the start; no wall clock, which may jump.</summary>
    public TimeSpan Now => Time.GetElapsedTime(startedAt);

    /// <summary>Waits for the broker; to be disposed soon.</summary>
    public Turn Enter()
    {
        gate.Enter();
        return new Turn(this);
    }

    /// <summary>In a turn: the transport shall start sending when the turn is over.</summary>
    public void StartLater(ClientTransport transport) => ready.Add(transport);

    private void Leave()
    {
        ClientTransport[] starting = ready.Count == 0 ? [] : [.. ready];
        ready.Clear();
        gate.Exit();
        foreach (var transport in starting)
        {
            transport.StartSending();
        }
    }

    /// <summary>The time that one thread has the broker.</summary>
    internal readonly ref struct Turn(BrokerGate owner)
    {
        public void Dispose() => owner.Leave();
    }
}
