using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class ClientConnection
{
    private void Subscribe(Session owner, ReadOnlySpan<byte> body, TimeSpan now)
    {
        if (!SubscribePacket.TryRead(body, version, out var packet, out var fault))
        {
            Fail(fault);
            return;
        }

        uint[] identifiers = packet.Properties.Number(PropertyId.SubscriptionIdentifier) is { } identifier ? [identifier] : [];
        var codes = new byte[packet.Count];
        List<Subscription> wantRetained = [];
        var at = 0;
        foreach (var line in packet)
        {
            var reason = Subscribe(owner, line, identifiers, wantRetained);
            broker.Counters.SubscriptionsRefused += reason >= ReasonCode.UnspecifiedError ? 1 : 0;
            // MQTT 3.1.1 has one word for every failure.
            codes[at++] = (byte)(version == ProtocolVersion.V311 && reason > ReasonCode.UnspecifiedError ? ReasonCode.UnspecifiedError : reason);
        }

        Write(new SubackPacket { Type = PacketType.Suback, PacketId = packet.PacketId, Codes = codes });
        foreach (var subscription in wantRetained)
        {
            broker.SendRetained(subscription, now);
        }
    }

    private ReasonCode Subscribe(Session owner, Packets.Subscription line, uint[] identifiers, List<Subscription> wantRetained)
    {
        if (!TopicFilter.IsValid(line.Filter))
        {
            return ReasonCode.TopicFilterInvalid;
        }

        var isShared = TopicFilter.TrySplitShared(line.Filter, out var group, out var proper);
        var filter = Encoding.UTF8.GetString(isShared ? proper : line.Filter);
        if (filter.AsSpan().Count('/') >= limits.TopicLevelsMax)
        {
            return ReasonCode.TopicFilterInvalid;
        }

        if (!rights!.MaySubscribe(filter))
        {
            return ReasonCode.NotAuthorized;
        }

        var subscription = new Subscription(owner, filter, isShared ? Encoding.UTF8.GetString(group) : null)
        {
            Qos = line.Options.Qos,
            NoLocal = line.Options.NoLocal,
            RetainAsPublished = line.Options.RetainAsPublished,
            Identifiers = identifiers,
        };
        var reason = broker.Subscribe(subscription, Encoding.UTF8.GetString(line.Filter), out var isNew);
        var wants = line.Options.RetainHandling switch
        {
            RetainHandling.Send => true,
            RetainHandling.SendIfNew => isNew,
            _ => false,
        };
        if (reason < ReasonCode.UnspecifiedError && wants && !isShared)
        {
            wantRetained.Add(subscription);
        }

        return reason;
    }
}
