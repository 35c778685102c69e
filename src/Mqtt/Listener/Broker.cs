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

    /// <summary>Once a second: wills whose delay has passed, sessions and retained messages that have expired.</summary>
    public void Advance(TimeSpan now)
    {
        List<Session> ended = [];
        foreach (var session in sessions.Values)
        {
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
}
