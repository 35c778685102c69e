namespace EdgeGateway.Mqtt.Client;

/// <summary>What must outlive a connection: MQTT 5.0 section 4.1. Guarded by the connection's lock.</summary>
internal sealed class ClientSession
{
    /// <summary>Messages from us that the broker has or may have, by what is missing.</summary>
    public List<ResumedMessage> Outgoing { get; set; } = [];

    /// <summary>QoS 1 messages from us that the broker has not acknowledged; should they go again, then under these identifiers.</summary>
    public List<(ushort PacketId, long Tag)> Unacknowledged { get; set; } = [];

    /// <summary>Messages to us for which PUBREL has not come: a repeat of these is not delivered again.</summary>
    public Dictionary<ushort, InboundDelivery> Incoming { get; } = [];

    public void EndOutgoing(ushort packetId)
    {
        for (var i = 0; i < Outgoing.Count; i++)
        {
            if (Outgoing[i].PacketId != packetId) continue;

            Outgoing.RemoveAt(i);
            return;
        }
    }

    /// <summary>The broker has no session, so the identifiers mean nothing any more.</summary>
    public void Forget()
    {
        Outgoing = [];
        Unacknowledged = [];
        Incoming.Clear();
    }
}
