namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Whom one message goes to. A session with several matching subscriptions gets it once, with the highest QoS and all Subscription
/// Identifiers (MQTT 5.0 section 3.3.4); a shared subscription counts separately. One instance is used again and again.
/// </summary>
internal sealed class Deliveries
{
    private readonly List<(Session Session, Outgoing Outgoing)> list = [];
    private long publication;

    public int Count => list.Count;

    public (Session Session, Outgoing Outgoing) this[int at] => list[at];

    public void Clear()
    {
        list.Clear();
        publication++;
    }

    public void Add(Subscription subscription, StoredMessage message)
    {
        var session = subscription.Session;
        if (session.Found.Publication == publication)
        {
            var at = session.Found.At;
            list[at] = (session, Merge(list[at].Outgoing, For(subscription, message)));
            return;
        }

        session.Found = (publication, list.Count);
        list.Add((session, For(subscription, message)));
    }

    public void AddShared(Subscription subscription, StoredMessage message) => list.Add((subscription.Session, For(subscription, message)));

    private static Outgoing For(Subscription subscription, StoredMessage message) =>
        new(message, Lower(subscription.Qos, message.Qos), message.Retain && subscription.RetainAsPublished, subscription.Identifiers);

    private static Outgoing Merge(in Outgoing one, in Outgoing other) => one with
    {
        Qos = one.Qos > other.Qos ? one.Qos : other.Qos,
        Retain = one.Retain || other.Retain,
        Identifiers = other.Identifiers.Length == 0 ? one.Identifiers : [.. one.Identifiers, .. other.Identifiers],
    };

    private static QualityOfService Lower(QualityOfService one, QualityOfService other) => one < other ? one : other;
}
