using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class ClientConnection
{
    private void Handle(FrameHeader header, ReadOnlySpan<byte> body, TimeSpan now)
    {
        if (session is null)
        {
            if (header.Type == PacketType.Connect)
            {
                Connect(body);
            }
            else
            {
                Fail(Fault.Protocol("The first packet is not CONNECT."));
            }

            return;
        }

        switch (header.Type)
        {
            case PacketType.Publish:
                Publish(session, header.Flags, body, now);
                break;
            case PacketType.Puback or PacketType.Pubrec or PacketType.Pubrel or PacketType.Pubcomp:
                Acknowledge(session, header.Type, body);
                break;
            case PacketType.Subscribe:
                Subscribe(session, body, now);
                break;
            case PacketType.Unsubscribe:
                Unsubscribe(session, body);
                break;
            case PacketType.Pingreq:
                Ping(body);
                break;
            case PacketType.Disconnect:
                Leave(session, body);
                break;
            default:
                Fail(Fault.Protocol("A client may not send this packet now."));
                break;
        }
    }

    private void Acknowledge(Session owner, PacketType type, ReadOnlySpan<byte> body)
    {
        if (!AckPacket.TryRead(type, body, version, out var packet, out var fault))
        {
            Fail(fault);
            return;
        }

        var id = packet.PacketId;
        switch (type)
        {
            // An identifier that is not known belongs to a session that has ended meanwhile; there is nothing to mend.
            case PacketType.Puback:
                owner.Outbound.Acknowledge(id);
                break;
            case PacketType.Pubcomp:
                owner.Outbound.Complete(id);
                break;
            case PacketType.Pubrec when packet.Reason >= ReasonCode.UnspecifiedError:
                owner.Outbound.Receive(id, isRefused: true);
                break;
            case PacketType.Pubrec:
                Answer(PacketType.Pubrel, id, isKnown: owner.Outbound.Receive(id, isRefused: false));
                break;
            default:
                Answer(PacketType.Pubcomp, id, isKnown: owner.Received.Remove(id));
                break;
        }
    }

    private void Answer(PacketType type, ushort id, bool isKnown) => Write(new AckPacket
    {
        Type = type,
        PacketId = id,
        Reason = isKnown ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound,
    });

    private void Ping(ReadOnlySpan<byte> body)
    {
        if (PingPacket.TryRead(body, out var fault))
        {
            Write(PingPacket.Response);
        }
        else
        {
            Fail(fault);
        }
    }

    private void Unsubscribe(Session owner, ReadOnlySpan<byte> body)
    {
        if (!UnsubscribePacket.TryRead(body, version, out var packet, out var fault))
        {
            Fail(fault);
            return;
        }

        var codes = new byte[packet.Count];
        var at = 0;
        foreach (var filter in packet)
        {
            var existed = broker.Unsubscribe(owner, Encoding.UTF8.GetString(filter));
            codes[at++] = (byte)(existed ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted);
        }

        Write(new SubackPacket { Type = PacketType.Unsuback, PacketId = packet.PacketId, Codes = codes });
    }

    private void Leave(Session owner, ReadOnlySpan<byte> body)
    {
        if (!DisconnectPacket.TryRead(PacketType.Disconnect, body, version, out var packet, out var fault))
        {
            Fail(fault);
            return;
        }

        if (packet.Properties.Number(PropertyId.SessionExpiryInterval) is { } seconds)
        {
            if (owner.Expiry == TimeSpan.Zero && seconds > 0)
            {
                Fail(Fault.Protocol("A session that ends with its connection cannot be prolonged at the end."));
                return;
            }

            owner.Expiry = Shorter(TimeSpan.FromSeconds(seconds), limits.SessionExpiryMax);
        }

        sendWill = packet.Reason != ReasonCode.Success;
        Close(CloseCause.ClientLeft, ReasonCode.Success);
    }
}
