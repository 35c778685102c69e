namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Sessions, subscriptions and retained messages, without I/O, clock or thread: time is an argument, packets leave through
/// <see cref="IPacketSink"/>. Its owner lets one caller in at a time.
/// </summary>
internal sealed partial class Broker(MqttListenerLimits limits)
{
    private readonly Dictionary<string, Session> sessions = new(StringComparer.Ordinal);
    private readonly SubscriptionTrie subscriptions = new();
    private readonly RetainedStore retained = new(limits.RetainedMessagesMax, limits.RetainedBytesMax);
    private readonly QueueBudget budget = new(limits.QueuedBytesTotalMax);

    public BrokerCounters Counters { get; } = new();

    public IReadOnlyDictionary<string, Session> Sessions => sessions;

    public int SubscriptionCount => subscriptions.Count;

    public RetainedStore Retained => retained;

    public long QueuedBytes => budget.Bytes;

    /// <summary>Subscribes; answers with the granted QoS or with why not. <paramref name="isNew"/> decides about Retain Handling 1.</summary>
    public ReasonCode Subscribe(Subscription subscription, string asWritten, out bool isNew)
    {
        var own = subscription.Session.Subscriptions;
        isNew = !own.ContainsKey(asWritten);
        if (isNew && own.Count >= limits.SubscriptionsPerSessionMax)
        {
            return ReasonCode.QuotaExceeded;
        }

        own[asWritten] = subscription;
        subscriptions.Set(subscription);
        return (ReasonCode)subscription.Qos;
    }

    /// <summary>False when there was no such subscription.</summary>
    public bool Unsubscribe(Session session, string asWritten) =>
        session.Subscriptions.Remove(asWritten, out var subscription) && subscriptions.Remove(subscription);

    /// <summary>Sends what is retained for a new subscription; stops when the session can take no more.</summary>
    public void SendRetained(Subscription subscription, TimeSpan now) => retained.Match(subscription.Filter, message =>
    {
        if (message.IsExpired(now) || (subscription.NoLocal && message.Publisher == subscription.Session))
        {
            return true;
        }

        var qos = subscription.Qos < message.Qos ? subscription.Qos : message.Qos;
        if (subscription.Session.Outbound.Add(new Outgoing(message, qos, Retain: true, subscription.Identifiers)))
        {
            subscription.Session.Fill(now);
            return true;
        }

        Counters.DroppedQueueFull++;
        return false;
    });

    /// <summary>
    /// Once a second: clients that lag behind and make no progress, wills whose delay has passed, sessions and retained messages that have
    /// expired.
    /// </summary>
    public void Advance(TimeSpan now)
    {
        List<Session> ended = [];
        foreach (var session in sessions.Values)
        {
            WatchLag(session, now);
            if (session.WillDueAt <= now)
            {
                PublishWill(session, now);
            }

            if (session.ExpiresAt <= now)
            {
                ended.Add(session);
            }
        }

        ended.ForEach(session => End(session, now));
        Counters.DroppedExpired += retained.RemoveExpired(now);
    }

    /// <summary>
    /// A client that lags behind holds up its publishers. It may, as long as it acknowledges at least one whole window in the time that
    /// <see cref="MqttListenerLimits.SlowSubscriberPatience"/> gives it; then it goes, and what it misses is counted.
    /// </summary>
    private void WatchLag(Session session, TimeSpan now)
    {
        if (session.Sink is not { } sink || !session.HoldsUpPublishers)
        {
            session.Lag = null;
            return;
        }

        var (since, finished) = session.Lag ?? (now, session.Outbound.Finished);
        if (now - since > limits.SlowSubscriberPatience)
        {
            if (session.Outbound.Finished - finished < sink.ReceiveMaximum)
            {
                sink.Close(CloseCause.TooSlow, ReasonCode.QuotaExceeded);
            }

            (since, finished) = (now, session.Outbound.Finished);
        }

        session.Lag = (since, finished);
    }
}
