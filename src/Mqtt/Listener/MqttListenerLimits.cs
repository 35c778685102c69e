namespace EdgeGateway.Mqtt.Listener;

/// <summary>Every limit of the embedded broker. What happens when one is reached stands in the README of this room.</summary>
public sealed record MqttListenerLimits
{
    public int ConnectionsMax { get; init; } = 1000;

    /// <summary>Connected clients and sessions that wait for theirs to come back.</summary>
    public int SessionsMax { get; init; } = 5000;

    /// <summary>A client that asks for a longer life of its session is told this one.</summary>
    public TimeSpan SessionExpiryMax { get; init; } = TimeSpan.FromDays(7);

    /// <summary>From the first byte of TLS, HTTP or MQTT until CONNECT is complete.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A packet that has begun must be complete after this.</summary>
    public TimeSpan PacketTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>MQTT 5 clients that ask for a longer keepalive, or none, are told this one (Server Keep Alive).</summary>
    public TimeSpan KeepAliveMax { get; init; } = TimeSpan.FromMinutes(5);

    public int PacketBytesMax { get; init; } = 1024 * 1024;

    /// <summary>QoS 1 and 2 messages that one client may have under way to us.</summary>
    public ushort ReceiveMaximum { get; init; } = 1000;

    /// <summary>QoS 1 and 2 messages under way to one client; its own Receive Maximum may make it smaller.</summary>
    public ushort InflightMax { get; init; } = 1000;

    public ushort TopicAliasMaximum { get; init; } = 64;

    public int TopicLevelsMax { get; init; } = 32;

    public int SubscriptionsPerSessionMax { get; init; } = 1000;

    /// <summary>Messages that wait for one session's window or return.</summary>
    public int QueuedMessagesMax { get; init; } = 10_000;

    /// <summary>Bytes of one session's messages, waiting and under way.</summary>
    public long QueuedBytesMax { get; init; } = 16L * 1024 * 1024;

    /// <summary>The same over all sessions.</summary>
    public long QueuedBytesTotalMax { get; init; } = 128L * 1024 * 1024;

    public int RetainedMessagesMax { get; init; } = 10_000;

    public long RetainedBytesMax { get; init; } = 32L * 1024 * 1024;

    /// <summary>Bytes ready to be sent that one client has not taken yet; QoS 0 is dropped above, QoS 1 and 2 stay in the session's queue.</summary>
    public int OutboundBytesMax { get; init; } = 1024 * 1024;

    /// <summary>A connected subscriber whose queue is half full and that acknowledges less than its window in this time is disconnected.</summary>
    public TimeSpan SlowSubscriberPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All that is out of range, each with its key and the remedy.</summary>
    public IEnumerable<string> Problems(string key) =>
        from limit in new (string Name, double Value, double Min, double Max)[]
        {
            ("connectionsMax", ConnectionsMax, 1, 1_000_000),
            ("sessionsMax", SessionsMax, 1, 10_000_000),
            ("sessionExpiryMax (seconds)", SessionExpiryMax.TotalSeconds, 0, uint.MaxValue - 1),
            ("connectTimeout (seconds)", ConnectTimeout.TotalSeconds, 0.1, 300),
            ("packetTimeout (seconds)", PacketTimeout.TotalSeconds, 0.1, 3600),
            ("keepAliveMax (seconds)", KeepAliveMax.TotalSeconds, 1, ushort.MaxValue),
            ("packetBytesMax", PacketBytesMax, 1024, 256 * 1024 * 1024),
            ("receiveMaximum", ReceiveMaximum, 1, ushort.MaxValue),
            ("inflightMax", InflightMax, 1, ushort.MaxValue),
            ("topicLevelsMax", TopicLevelsMax, 1, 256),
            ("subscriptionsPerSessionMax", SubscriptionsPerSessionMax, 1, 1_000_000),
            ("queuedMessagesMax", QueuedMessagesMax, 1, 100_000_000),
            ("queuedBytesMax", QueuedBytesMax, 1, long.MaxValue),
            ("queuedBytesTotalMax", QueuedBytesTotalMax, 1, long.MaxValue),
            ("retainedMessagesMax", RetainedMessagesMax, 0, 100_000_000),
            ("retainedBytesMax", RetainedBytesMax, 0, long.MaxValue),
            ("outboundBytesMax", OutboundBytesMax, 1024, int.MaxValue / 2),
            ("slowSubscriberPatience (seconds)", SlowSubscriberPatience.TotalSeconds, 0, 3600),
        }
        where limit.Value < limit.Min || limit.Value > limit.Max
        select FormattableString.Invariant($"{key}.{limit.Name}: is {limit.Value}; choose a value from {limit.Min} to {limit.Max}");
}
