using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class ClientConnection
{
    private TimeSpan keepAlive;
    private ClientRights? rights;
    private TopicCache? topics;

    /// <summary>The name and password are right.</summary>
    public void Accept(ClientRights granted, TimeSpan now)
    {
        if (Waiting is not { } request || Closing is not null)
        {
            return;
        }

        Waiting = null;
        if (request.Will is { } will && !granted.MayPublish(will.Message.Topic))
        {
            Refuse(request, ReasonCode.NotAuthorized, CloseCause.Refused);
            return;
        }

        session = broker.Attach(request, this, now, out var isPresent, out var reason);
        if (session is null)
        {
            Refuse(request, reason, reason == ReasonCode.QuotaExceeded ? CloseCause.LimitReached : CloseCause.Refused);
            return;
        }

        (accepted, rights, topics) = (request, granted, new TopicCache(granted, limits.TopicLevelsMax));
        session.Will = request.Will;
        session.Expiry = Shorter(request.SessionExpiry, limits.SessionExpiryMax);
        keepAlive = request.KeepAlive;
        if (version == ProtocolVersion.V5 && (keepAlive == TimeSpan.Zero || keepAlive > limits.KeepAliveMax))
        {
            keepAlive = limits.KeepAliveMax;
        }

        heardAt = now;
        broker.Counters.Connected++;
        Write(new ConnackPacket { SessionPresent = isPresent, Properties = Granted(request, session).Block });
        session.Fill(now);
    }

    /// <summary>The name or password is wrong, or nobody may connect without one.</summary>
    public void Refuse(ReasonCode reason)
    {
        if (Waiting is { } request)
        {
            Waiting = null;
            Refuse(request, reason, CloseCause.Refused);
        }
    }

    private void Connect(ReadOnlySpan<byte> body)
    {
        if (!ConnectPacket.TryRead(body, out var packet, out var fault))
        {
            if (fault.Reason == ReasonCode.UnsupportedProtocolVersion)
            {
                // Of all versions only 3.1.1's four bytes are understood by clients of another one (MQTT 5.0 section 3.1.2.2).
                version = ProtocolVersion.V311;
                Write(new ConnackPacket { Reason = fault.Reason });
                Close(CloseCause.Refused, fault.Reason);
            }

            Fail(fault);
            return;
        }

        version = packet.Version;
        Waiting = ConnectRequest.From(packet, limits);
        if (Waiting.Problem != ReasonCode.Success)
        {
            Refuse(Waiting.Problem);
        }
    }

    private void Refuse(ConnectRequest request, ReasonCode reason, CloseCause cause)
    {
        version = request.Version;
        Write(new ConnackPacket { Reason = reason });
        Close(cause, reason);
    }

    /// <summary>What differs from the protocol's defaults or from what the client asked for (MQTT 5.0 section 3.2.2.3).</summary>
    private PropertyBuilder Granted(ConnectRequest request, Session owned)
    {
        properties.Clear()
            .Add(PropertyId.ReceiveMaximum, limits.ReceiveMaximum)
            .Add(PropertyId.MaximumPacketSize, (uint)limits.PacketBytesMax)
            .Add(PropertyId.TopicAliasMaximum, limits.TopicAliasMaximum);
        if (request.IsClientIdAssigned)
        {
            properties.Add(PropertyId.AssignedClientIdentifier, request.ClientId);
        }

        if (keepAlive != request.KeepAlive)
        {
            properties.Add(PropertyId.ServerKeepAlive, (uint)keepAlive.TotalSeconds);
        }

        if (owned.Expiry != request.SessionExpiry)
        {
            properties.Add(PropertyId.SessionExpiryInterval, (uint)owned.Expiry.TotalSeconds);
        }

        return properties;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
