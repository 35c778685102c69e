namespace EdgeGateway.Mqtt.Listener;

/// <summary>What the broker counts while it holds its gate; <see cref="MqttListenerCounters"/> is the copy for others.</summary>
internal sealed class BrokerCounters
{
    private readonly long[] closed = new long[Enum.GetValues<CloseCause>().Length];

    public long Connected { get; set; }

    public long MessagesIn { get; set; }

    public long MessagesOut { get; set; }

    public long BytesIn { get; set; }

    public long BytesOut { get; set; }

    public long DroppedQos0 { get; set; }

    public long DroppedQueueFull { get; set; }

    public long DroppedExpired { get; set; }

    public long DroppedTooLarge { get; set; }

    public long DroppedSessionEnded { get; set; }

    public long PublishesRefused { get; set; }

    public long PublishesNotAuthorized { get; set; }

    public long SubscriptionsRefused { get; set; }

    public long RetainedRefused { get; set; }

    public void Close(CloseCause cause) => closed[(int)cause]++;

    public IReadOnlyDictionary<CloseCause, long> Closed() =>
        Enum.GetValues<CloseCause>().ToDictionary(cause => cause, cause => closed[(int)cause]);
}
