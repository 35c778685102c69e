using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class ClientConnection
{
    private readonly PropertyBuilder properties = new();
    private KnownTopic?[]? aliases;
    private Session? heldUpBy;

    /// <summary>
    /// A subscriber of what this client publishes lags behind: reading from this client pauses, so that TCP and the Receive Maximum slow it
    /// down before the queue is full and messages must be refused.
    /// </summary>
    public bool IsHeldUp => Closing is null && heldUpBy is { HoldsUpPublishers: true };

    public int ReceiveMaximum => Math.Min(accepted?.ReceiveMaximum ?? 0, limits.InflightMax);

    public bool HasRoom => Closing is null && Output.Count < limits.OutboundBytesMax;

    public bool Publish(in Outgoing message, ushort id, bool isRepeated, TimeSpan now)
    {
        var stored = message.Message;
        var packet = new PublishPacket
        {
            Duplicate = isRepeated,
            Qos = message.Qos,
            Retain = message.Retain,
            Topic = stored.TopicBytes.Span,
            PacketId = id,
            Properties = stored.ExpiresAt is null && message.Identifiers.Length == 0
                ? new PropertyBlock(stored.Properties.Span)
                : With(stored, message.Identifiers, now),
            Payload = stored.Payload.Span,
        };
        if (packet.Length(version) > accepted!.PacketBytesMax)
        {
            broker.Counters.DroppedTooLarge++;
            return false;
        }

        Write(packet);
        broker.Counters.MessagesOut++;
        return true;
    }

    public void Release(ushort id) => Answer(PacketType.Pubrel, id, isKnown: true);

    private PropertyBlock With(StoredMessage stored, uint[] identifiers, TimeSpan now)
    {
        properties.Clear();
        if (stored.ExpiresAt is { } end)
        {
            properties.Add(PropertyId.MessageExpiryInterval, MessageProperties.Seconds(end - now));
        }

        foreach (var identifier in identifiers)
        {
            properties.Add(PropertyId.SubscriptionIdentifier, identifier);
        }

        foreach (var property in new PropertyBlock(stored.Properties.Span))
        {
            properties.Add(property);
        }

        return properties.Block;
    }

    private void Publish(Session owner, byte flags, ReadOnlySpan<byte> body, TimeSpan now)
    {
        if (!PublishPacket.TryRead(flags, body, version, out var packet, out var fault)
            || !IsFromClient(packet, out fault)
            || !TryFindTopic(packet, out var topic, out fault))
        {
            Fail(fault);
            return;
        }

        broker.Counters.MessagesIn++;
        switch (packet.Qos)
        {
            case QualityOfService.AtMostOnce:
                Pass(owner, packet, topic, now);
                break;
            case QualityOfService.AtLeastOnce:
                Write(new AckPacket { Type = PacketType.Puback, PacketId = packet.PacketId, Reason = Pass(owner, packet, topic, now) });
                break;
            default:
                PublishExactlyOnce(owner, packet, topic, now);
                break;
        }
    }

    private void PublishExactlyOnce(Session owner, PublishPacket packet, KnownTopic topic, TimeSpan now)
    {
        // A repeat of what was passed on already: only the answer had been lost.
        var reason = ReasonCode.Success;
        if (!owner.Received.Contains(packet.PacketId))
        {
            if (owner.Received.Count >= limits.ReceiveMaximum)
            {
                Fail(new Fault(ReasonCode.ReceiveMaximumExceeded, "More QoS 2 messages are under way than our Receive Maximum."));
                return;
            }

            reason = Pass(owner, packet, topic, now);
            if (reason < ReasonCode.UnspecifiedError || version == ProtocolVersion.V311)
            {
                owner.Received.Add(packet.PacketId);
            }
        }

        Write(new AckPacket { Type = PacketType.Pubrec, PacketId = packet.PacketId, Reason = reason });
    }

    /// <summary>Gives the message to the broker and says what the publisher shall be told.</summary>
    private ReasonCode Pass(Session owner, PublishPacket packet, KnownTopic topic, TimeSpan now)
    {
        if (topic.Problem != ReasonCode.Success)
        {
            broker.Counters.PublishesNotAuthorized++;
            return topic.Problem;
        }

        if (!broker.FindTakers(topic.Topic) && !packet.Retain)
        {
            return ReasonCode.NoMatchingSubscribers;
        }

        var expiry = packet.Properties.Number(PropertyId.MessageExpiryInterval);
        var message = new StoredMessage
        {
            Topic = topic.Topic,
            TopicBytes = topic.Utf8,
            Properties = StoredMessage.KeptProperties(packet.Properties),
            Payload = packet.Payload.ToArray(),
            Qos = packet.Qos,
            Retain = packet.Retain,
            ExpiresAt = expiry is null ? null : now + TimeSpan.FromSeconds(expiry.Value),
            Publisher = owner,
        };
        var mayRefuse = version == ProtocolVersion.V5 && packet.Qos > QualityOfService.AtMostOnce;
        var outcome = broker.Publish(message, mayRefuse, now);
        heldUpBy = broker.SlowTaker is { } slow && slow != owner ? slow : heldUpBy;
        return outcome switch
        {
            Publication.Refused => ReasonCode.QuotaExceeded,
            Publication.NoSubscribers => ReasonCode.NoMatchingSubscribers,
            _ => ReasonCode.Success,
        };
    }

    private static bool IsFromClient(PublishPacket packet, out Fault fault)
    {
        fault = packet.Properties.TryGet(PropertyId.SubscriptionIdentifier, out _)
            ? Fault.Protocol("A client's PUBLISH has a Subscription Identifier.")
            : Fault.None;
        return fault.IsNone;
    }

    private bool TryFindTopic(PublishPacket packet, out KnownTopic topic, out Fault fault)
    {
        fault = Fault.None;
        if (packet.Properties.IsEmpty || packet.Properties.Number(PropertyId.TopicAlias) is not { } alias)
        {
            topic = topics!.Find(packet.Topic);
            return true;
        }

        topic = null!;
        if (alias > limits.TopicAliasMaximum)
        {
            fault = new Fault(ReasonCode.TopicAliasInvalid, "A Topic Alias is above our Topic Alias Maximum.");
            return false;
        }

        aliases ??= new KnownTopic?[limits.TopicAliasMaximum + 1];
        if (!packet.Topic.IsEmpty)
        {
            aliases[alias] = topics!.Find(packet.Topic);
        }

        topic = aliases[alias]!;
        fault = topic is null ? Fault.Protocol("A Topic Alias was never given a topic.") : Fault.None;
        return fault.IsNone;
    }
}
