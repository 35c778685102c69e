using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>A broker in memory: remembers what was published, answers as the test says, can go away.</summary>
internal sealed class SimulatedMqttBroker
{
    private readonly Lock gate = new();
    private readonly List<(string Topic, byte[] Payload, long Tag)> events = [];
    private readonly List<MqttMessage> messages = [];
    private SimulatedMqttClient? connected;

    /// <summary>Answers to the next connects; when empty, every connect is accepted.</summary>
    public Queue<MqttConnection> Answers { get; } = new();

    /// <summary>What the PUBACK of an event says; null for no PUBACK at all.</summary>
    public Func<string, byte[], ReasonCode?> Puback { get; set; } = (_, _) => ReasonCode.Success;

    /// <summary>Sent to whoever subscribes.</summary>
    public MqttMessage? Retained { get; set; }

    public List<MqttClientOptions> Connects { get; } = [];

    public IReadOnlyList<(string Topic, byte[] Payload, long Tag)> Events => Locked(() => events.ToArray());

    public IReadOnlyList<MqttMessage> Messages => Locked(() => messages.ToArray());

    public bool HasClient => Locked(() => connected is not null);

    public IMqttClient NewClient() => new SimulatedMqttClient(this);

    /// <summary>The connection breaks.</summary>
    public void Cut(ReasonCode reason = ReasonCode.ServerUnavailable) => Locked(() => connected)?.Lose(new MqttDisconnection(reason, "the link was cut"));

    /// <summary>A message for the gateway.</summary>
    public void Send(MqttMessage message) => Locked(() => connected)?.Receive(message);

    internal MqttConnection Connect(SimulatedMqttClient client, MqttClientOptions options) => Locked(() =>
    {
        Connects.Add(options);
        var answer = Answers.TryDequeue(out var next) ? next : new MqttConnection(ReasonCode.Success, "");
        connected = answer.IsAccepted ? client : connected;
        return answer;
    });

    internal void Leave(SimulatedMqttClient client) => Locked(() => connected = connected == client ? null : connected);

    internal ReasonCode? Publish(string topic, byte[] payload, long tag)
    {
        Locked(() => events.Add((topic, payload, tag)));
        return Puback(topic, payload);
    }

    internal void Publish(MqttMessage message) => Locked(() => messages.Add(message));

    private void Locked(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }
}
