namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class Broker
{
    private readonly SubscriptionMatches matches = new();
    private readonly Deliveries deliveries = new();

    /// <summary>A connected session that the last published message found lagging behind; its publisher shall wait.</summary>
    public Session? SlowTaker { get; private set; }

    /// <summary>Looks up who has subscribed to the topic, for the <see cref="Publish"/> that follows; true when there is anybody.</summary>
    public bool FindTakers(string topic)
    {
        matches.Clear();
        subscriptions.Match(topic, matches);
        return matches.Alone.Count + matches.Groups.Count > 0;
    }

    /// <summary>
    /// Delivers the message to those that <see cref="FindTakers"/> has found for its topic or, where <paramref name="mayRefuse"/>, to no one: a publisher that is told Quota exceeded sends
    /// it again later, and nobody shall then see it twice.
    /// </summary>
    public Publication Publish(StoredMessage message, bool mayRefuse, TimeSpan now)
    {
        deliveries.Clear();
        SlowTaker = null;
        foreach (var subscription in matches.Alone)
        {
            if (!subscription.NoLocal || subscription.Session != message.Publisher)
            {
                deliveries.Add(subscription, message);
            }
        }

        var isBlocked = ChooseShared(message, out var groupsFull);
        isBlocked |= IsBlockedBySlowSubscriber();
        var keeps = message.Retain && (message.Payload.IsEmpty || retained.HasRoomFor(message.Topic, message.Bytes));
        if (mayRefuse && (isBlocked || (message.Retain && !keeps)))
        {
            Counters.PublishesRefused++;
            return Publication.Refused;
        }

        Counters.DroppedQueueFull += groupsFull;
        if (keeps)
        {
            retained.Set(message);
        }
        else if (message.Retain)
        {
            Counters.RetainedRefused++;
        }

        return Deliver(now) ? Publication.Accepted : Publication.NoSubscribers;
    }

    private bool Deliver(TimeSpan now)
    {
        for (var at = 0; at < deliveries.Count; at++)
        {
            var (session, outgoing) = deliveries[at];
            if (outgoing.Qos == QualityOfService.AtMostOnce)
            {
                DeliverAtMostOnce(session, outgoing, now);
            }
            else if (session.Outbound.Add(outgoing))
            {
                session.Fill(now);
                SlowTaker = session.HoldsUpPublishers ? session : SlowTaker;
            }
            else
            {
                Counters.DroppedQueueFull++;
            }
        }

        return deliveries.Count > 0;
    }

    private void DeliverAtMostOnce(Session session, in Outgoing outgoing, TimeSpan now)
    {
        // A session that is away gets no QoS 0; that is its wish, not a loss.
        if (session.Sink is null)
        {
            return;
        }

        if (session.Outbound.HasQos0Waiting)
        {
            // Behind a retained message that still waits, or an older state would arrive last.
            Counters.DroppedQos0 += session.Outbound.Add(outgoing) ? 0 : 1;
        }
        else if (session.Sink.HasRoom)
        {
            session.Sink.Publish(outgoing, id: 0, isRepeated: false, now);
        }
        else
        {
            Counters.DroppedQos0++;
        }
    }

    /// <summary>One member of each shared subscription; true when a group has connected members and all of them are full.</summary>
    private bool ChooseShared(StoredMessage message, out int groupsFull)
    {
        var isBlocked = false;
        groupsFull = 0;
        foreach (var group in matches.Groups)
        {
            if (group.Next() is { } member)
            {
                deliveries.AddShared(member, message);
                continue;
            }

            groupsFull++;
            isBlocked |= message.Qos > QualityOfService.AtMostOnce && group.Members.Any(member => member.Session.IsConnected);
        }

        return isBlocked;
    }

    private bool IsBlockedBySlowSubscriber()
    {
        var isBlocked = false;
        for (var at = 0; at < deliveries.Count; at++)
        {
            var (session, outgoing) = deliveries[at];
            isBlocked |= outgoing.Qos > QualityOfService.AtMostOnce && session.IsConnected && !session.HasRoom;
        }

        return isBlocked;
    }
}
