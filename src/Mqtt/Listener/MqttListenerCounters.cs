namespace EdgeGateway.Mqtt.Listener;

/// <summary>The embedded broker in numbers, for /metrics: totals since the start, and the present state.</summary>
public sealed record MqttListenerCounters
{
    public int Connections { get; init; }

    public int Sessions { get; init; }

    public int Subscriptions { get; init; }

    public int Retained { get; init; }

    public long RetainedBytes { get; init; }

    /// <summary>Messages that wait for a session's window or return.</summary>
    public long Queued { get; init; }

    /// <summary>Bytes of all sessions' messages, waiting and under way.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Clients whose CONNECT was accepted.</summary>
    public long ConnectedTotal { get; init; }

    public long MessagesInTotal { get; init; }

    public long MessagesOutTotal { get; init; }

    public long BytesInTotal { get; init; }

    public long BytesOutTotal { get; init; }

    /// <summary>QoS 0 messages that a subscriber was too slow for.</summary>
    public long DroppedQos0Total { get; init; }

    /// <summary>QoS 1 and 2 messages that found a session's queue full.</summary>
    public long DroppedQueueFullTotal { get; init; }

    public long DroppedExpiredTotal { get; init; }

    /// <summary>Longer than the subscriber's Maximum Packet Size.</summary>
    public long DroppedTooLargeTotal { get; init; }

    /// <summary>Unacknowledged messages of sessions that expired or were started clean.</summary>
    public long DroppedSessionEndedTotal { get; init; }

    /// <summary>QoS 1 and 2 publishes answered with Quota exceeded; the publisher has them still.</summary>
    public long PublishesRefusedTotal { get; init; }

    public long PublishesNotAuthorizedTotal { get; init; }

    public long SubscriptionsRefusedTotal { get; init; }

    /// <summary>Messages that were delivered but not retained, because the store is full.</summary>
    public long RetainedRefusedTotal { get; init; }

    /// <summary>Connections that have ended, by cause.</summary>
    public IReadOnlyDictionary<CloseCause, long> ClosedTotal { get; init; } = new Dictionary<CloseCause, long>();

    internal static MqttListenerCounters From(Broker broker, int connections) => new()
    {
        Connections = connections,
        Sessions = broker.Sessions.Count,
        Subscriptions = broker.SubscriptionCount,
        Retained = broker.Retained.Count,
        RetainedBytes = broker.Retained.Bytes,
        Queued = broker.Sessions.Values.Sum(session => (long)session.Outbound.WaitingCount),
        QueuedBytes = broker.QueuedBytes,
        ConnectedTotal = broker.Counters.Connected,
        MessagesInTotal = broker.Counters.MessagesIn,
        MessagesOutTotal = broker.Counters.MessagesOut,
        BytesInTotal = broker.Counters.BytesIn,
        BytesOutTotal = broker.Counters.BytesOut,
        DroppedQos0Total = broker.Counters.DroppedQos0,
        DroppedQueueFullTotal = broker.Counters.DroppedQueueFull,
        DroppedExpiredTotal = broker.Counters.DroppedExpired,
        DroppedTooLargeTotal = broker.Counters.DroppedTooLarge,
        DroppedSessionEndedTotal = broker.Counters.DroppedSessionEnded,
        PublishesRefusedTotal = broker.Counters.PublishesRefused,
        PublishesNotAuthorizedTotal = broker.Counters.PublishesNotAuthorized,
        SubscriptionsRefusedTotal = broker.Counters.SubscriptionsRefused,
        RetainedRefusedTotal = broker.Counters.RetainedRefused,
        ClosedTotal = broker.Counters.Closed(),
    };
}
