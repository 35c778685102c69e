using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Messages to us: handed to the owner at once, acknowledged in their order when the owner has them.</summary>
internal sealed partial class Connection
{
    private readonly Queue<InboundDelivery> _deliveries = new();
    private int _inboundOpen;

    private Fault HandlePublish(byte flags, ReadOnlySpan<byte> body)
    {
        if (!PublishPacket.TryRead(flags, body, ProtocolVersion.V5, out var packet, out var fault)) return fault;
        if (packet.Properties.TryGet(PropertyId.TopicAlias, out _))
            return new Fault(ReasonCode.TopicAliasInvalid, "The broker used a Topic Alias, which we did not offer.");

        InboundDelivery? delivery = null;
        if (packet.Qos != QualityOfService.AtMostOnce)
        {
            lock (_gate)
            {
                if (_inboundOpen == _options.ReceiveMaximum)
                    return new Fault(ReasonCode.ReceiveMaximumExceeded, "The broker sent more messages at once than our Receive Maximum.");

                _inboundOpen++;
                if (packet.Qos == QualityOfService.ExactlyOnce && IsRepeat(packet.PacketId)) return Fault.None;

                delivery = new InboundDelivery(packet.PacketId, packet.Qos);
                if (packet.Qos == QualityOfService.ExactlyOnce) _session.Incoming.Add(packet.PacketId, delivery);
                _deliveries.Enqueue(delivery);
            }
        }

        Deliver(packet.ToMessage(Encoding.UTF8.GetString(packet.Topic)), delivery);
        return Fault.None;
    }

    /// <summary>A QoS 2 message that an earlier connection delivered is acknowledged and not delivered again.</summary>
    private bool IsRepeat(ushort packetId)
    {
        if (!_session.Incoming.TryGetValue(packetId, out var known)) return false;

        _deliveries.Enqueue(known);
        AcknowledgeDone();
        return true;
    }

    private void Deliver(MqttMessage message, InboundDelivery? delivery)
    {
        try
        {
            var storing = _receiver.ReceivedAsync(message);
            if (storing.IsCompletedSuccessfully)
                Done(delivery);
            else
                _ = DoneLater(storing.AsTask(), delivery); // ends by itself, whatever the owner's task does
        }
        catch (Exception failed)
        {
            Failed(delivery, failed);
        }
    }

    private async Task DoneLater(Task storing, InboundDelivery? delivery)
    {
        try
        {
            await storing.ConfigureAwait(false);
            Done(delivery);
        }
        catch (Exception failed)
        {
            Failed(delivery, failed);
        }
    }

    private void Done(InboundDelivery? delivery)
    {
        if (delivery is null) return;

        lock (_gate)
        {
            delivery.IsDone = true;
            if (!_isOpen) return;

            AcknowledgeDone();
            SendSoon(isFirst: _inFlight.UnderWay == 0);
        }
    }

    // Without an acknowledgement the broker sends the message again on the next connection.
    private void Failed(InboundDelivery? delivery, Exception failed)
    {
        lock (_gate)
        {
            if (delivery is { Qos: QualityOfService.ExactlyOnce }) _session.Incoming.Remove(delivery.PacketId);
        }

        Close(ReasonCode.ImplementationSpecificError, $"The receiver of messages failed: {failed.Message}");
    }

    /// <summary>Under the lock: acknowledgements leave in the order of the messages (MQTT 5.0 section 4.6).</summary>
    private void AcknowledgeDone()
    {
        while (_deliveries.TryPeek(out var head) && head.IsDone)
        {
            _deliveries.Dequeue();
            if (head.Qos == QualityOfService.AtLeastOnce)
            {
                _inboundOpen--;
                AddAcknowledgement(PacketType.Puback, head.PacketId, ReasonCode.Success);
            }
            else
            {
                AddAcknowledgement(PacketType.Pubrec, head.PacketId, ReasonCode.Success);
            }
        }
    }

    private Fault HandleRelease(ReadOnlySpan<byte> body)
    {
        if (!AckPacket.TryRead(PacketType.Pubrel, body, ProtocolVersion.V5, out var packet, out var fault)) return fault;

        lock (_gate)
        {
            var isKnown = _session.Incoming.Remove(packet.PacketId, out var delivery);
            if (isKnown && !delivery!.IsDone) return Fault.Protocol("The broker released a message that we have not acknowledged.");

            // On a resumed session PUBREL can come without its PUBLISH, which then was not counted.
            if (isKnown && _inboundOpen > 0) _inboundOpen--;
            AddAcknowledgement(PacketType.Pubcomp, packet.PacketId, isKnown ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound);
        }

        return Fault.None;
    }
}
