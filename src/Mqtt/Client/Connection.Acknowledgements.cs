using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>The broker's answers to what we published.</summary>
internal sealed partial class Connection
{
    private void AddAcknowledgement(PacketType type, ushort packetId, ReasonCode reason)
    {
        var packet = new AckPacket { Type = type, PacketId = packetId, Reason = reason };
        _send.Add(packet, packet.Length(ProtocolVersion.V5));
    }

    private Fault HandleAcknowledgement(PacketType type, ReadOnlySpan<byte> body)
    {
        if (!AckPacket.TryRead(type, body, ProtocolVersion.V5, out var packet, out var fault)) return fault;

        long tag;
        TaskCompletionSource<ReasonCode>? awaiter;
        bool hasTag;
        lock (_gate)
        {
            var state = _inFlight.State(packet.PacketId);
            if (type == PacketType.Pubrec && HandleReceived(state, packet)) return Fault.None;
            if (state != Expected(type)) return Unexpected(type);

            hasTag = _inFlight.End(packet.PacketId, out tag, out awaiter);
            _session.EndOutgoing(packet.PacketId);
        }

        awaiter?.TrySetResult(packet.Reason);
        if (hasTag) _receiver.Published(tag, packet.Reason);
        return Fault.None;
    }

    /// <summary>PUBREC that is not the end: the message goes its second half, or the broker is told that it does not exist.</summary>
    private bool HandleReceived(InFlightState state, AckPacket packet)
    {
        if (state == InFlightState.Pubrec && packet.Reason >= ReasonCode.UnspecifiedError) return false; // refused: that is its end

        var isKnown = state is InFlightState.Pubrec or InFlightState.Pubcomp;
        if (isKnown) _inFlight.Release(packet.PacketId);
        AddAcknowledgement(PacketType.Pubrel, packet.PacketId, isKnown ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound);
        return true;
    }

    private static InFlightState Expected(PacketType type) => type switch
    {
        PacketType.Puback => InFlightState.Puback,
        PacketType.Pubrec => InFlightState.Pubrec,
        _ => InFlightState.Pubcomp,
    };

    // A PUBCOMP may answer a PUBREL for an identifier that the broker asked about and we did not know.
    private static Fault Unexpected(PacketType type) => type == PacketType.Pubcomp
        ? Fault.None
        : Fault.Protocol("The broker acknowledged a message that is not under way.");
}
