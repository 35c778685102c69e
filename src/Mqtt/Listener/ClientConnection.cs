using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// The protocol with one client: bytes in, packets out into <see cref="Output"/>, time as an argument. Everything here runs while the
/// listener's gate is held.
/// </summary>
internal sealed partial class ClientConnection(Broker broker, MqttListenerLimits limits, Action<ClientConnection> hasOutput, TimeSpan now)
    : IPacketSink
{
    private readonly TimeSpan openedAt = now;
    private TimeSpan heardAt = now;
    private TimeSpan? packetBegunAt;
    private ProtocolVersion version = ProtocolVersion.V5;
    private ConnectRequest? accepted;
    private Session? session;
    private bool sendWill = true;

    public OutboundBuffer Output { get; } = new();

    /// <summary>A CONNECT whose name and password are to be checked; until then nothing more is read.</summary>
    public ConnectRequest? Waiting { get; private set; }

    /// <summary>Set once the connection is to end; what is in <see cref="Output"/> still goes out.</summary>
    public CloseCause? Closing { get; private set; }

    public TimeSpan? ClosingSince { get; private set; }

    public bool IsAccepted => accepted is not null;

    /// <summary>
    /// Handles every whole packet at the start of <paramref name="bytes"/>, up to a CONNECT that is to be checked or a PUBLISH that finds a
    /// subscriber lagging, and returns how many bytes that was.
    /// </summary>
    public int Receive(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        var unread = bytes;
        while (Closing is null && Waiting is null && !IsHeldUp)
        {
            var status = FrameHeader.Split(ref unread, limits.PacketBytesMax, out var header, out var body, out var fault);
            if (status == FrameStatus.Incomplete)
            {
                break;
            }

            if (status == FrameStatus.Faulty)
            {
                Fail(fault);
                break;
            }

            heardAt = now;
            packetBegunAt = null;
            Handle(header, body, now);
        }

        packetBegunAt = unread.IsEmpty ? null : packetBegunAt ?? now;
        session?.Fill(now);
        broker.Counters.BytesIn += bytes.Length - unread.Length;
        return bytes.Length - unread.Length;
    }

    /// <summary>Ends the connection when the client has been silent for too long.</summary>
    public void Advance(TimeSpan now)
    {
        ClosingSince = Closing is null ? null : ClosingSince ?? now;
        if (Closing is not null)
        {
            return;
        }

        if (accepted is null)
        {
            CloseAfter(openedAt, limits.ConnectTimeout, now, CloseCause.ConnectTimeout, ReasonCode.UnspecifiedError);
            return;
        }

        if (IsHeldUp)
        {
            // Its packets wait in the socket because we do not read them; that is no silence.
            (heardAt, packetBegunAt) = (now, packetBegunAt is null ? null : now);
        }

        if (packetBegunAt is { } begun)
        {
            CloseAfter(begun, limits.PacketTimeout, now, CloseCause.PacketTimeout, ReasonCode.KeepAliveTimeout);
        }

        if (keepAlive > TimeSpan.Zero)
        {
            CloseAfter(heardAt, keepAlive * 1.5, now, CloseCause.KeepAliveTimeout, ReasonCode.KeepAliveTimeout);
        }
    }

    /// <summary>After <see cref="Output"/> was taken: moves on what waited for room.</summary>
    public void Refill(TimeSpan now) => session?.Fill(now);

    public void Close(CloseCause cause, ReasonCode reason)
    {
        if (Closing is not null)
        {
            return;
        }

        // A client of MQTT 3.1.1, or one that was never accepted, has no DISCONNECT from us.
        if (accepted is not null && version == ProtocolVersion.V5 && cause is not (CloseCause.ClientLeft or CloseCause.ConnectionLost))
        {
            Write(new DisconnectPacket { Reason = reason });
        }

        Closing = cause;
        broker.Counters.Close(cause);
        hasOutput(this);
    }

    /// <summary>The stream is gone, or will be in a moment: the session belongs to the broker alone again.</summary>
    public void Detach(TimeSpan now)
    {
        Close(CloseCause.ConnectionLost, ReasonCode.UnspecifiedError);
        if (session is not null)
        {
            broker.Detach(session, this, sendWill, now);
            session = null;
        }
    }

    private void Fail(Fault fault) => Close(
        fault.Reason switch
        {
            ReasonCode.MalformedPacket => CloseCause.Malformed,
            ReasonCode.PacketTooLarge => CloseCause.PacketTooLarge,
            ReasonCode.ReceiveMaximumExceeded => CloseCause.ReceiveMaximumExceeded,
            _ => CloseCause.ProtocolError,
        },
        fault.Reason);

    private void CloseAfter(TimeSpan since, TimeSpan limit, TimeSpan now, CloseCause cause, ReasonCode reason)
    {
        if (now - since > limit)
        {
            Close(cause, reason);
        }
    }

    private void Write<TPacket>(scoped TPacket packet)
        where TPacket : IPacket, allows ref struct
    {
        if (Closing is null)
        {
            Output.Write(packet, version);
            hasOutput(this);
        }
    }
}
