using System.Text;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Mqtt.Client;

/// <summary>Publishing: a place in the window, bytes in the buffer, or waiting for either.</summary>
internal sealed partial class Connection
{
    private readonly Queue<PublishWaiter> _waiting = new();
    private readonly Stack<PublishWaiter> _spare = new();
    private string? _topic;
    private byte[] _topicBytes = [];

    public int SendQuota
    {
        get
        {
            lock (_gate) return Math.Max(0, _inFlight.FreeCount - _waiting.Count);
        }
    }

    /// <exception cref="MqttException">The connection is gone, or the broker does not take such a message.</exception>
    public ValueTask Publish(in OutgoingMessage message, CancellationToken stopping)
    {
        PublishWaiter waiter;
        lock (_gate)
        {
            if (!_isOpen) throw Gone();
            Check(message);
            if (_waiting.Count == 0 && HasRoom(message))
            {
                var isFirst = _send.IsEmpty && _inFlight.UnderWay == 0;
                Append(message);
                SendSoon(isFirst);
                return default;
            }

            waiter = _spare.Count > 0 ? _spare.Pop() : new PublishWaiter(this);
            waiter.Prepare(message);
            _waiting.Enqueue(waiter);
            SendNow();
        }

        return waiter.Start(stopping);
    }

    /// <summary>Whoever comes first decides a waiting message: the window, its cancellation or the connection's end.</summary>
    public bool TryDecide(PublishWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.IsDecided) return false;

            waiter.IsDecided = true;
            return true;
        }
    }

    public void Return(PublishWaiter waiter)
    {
        lock (_gate) _spare.Push(waiter);
    }

    /// <summary>Lets waiting publishers go on while there is room. Outside the lock: they publish more in here.</summary>
    private void AdmitWaiting()
    {
        while (true)
        {
            PublishWaiter waiter;
            lock (_gate)
            {
                while (_waiting.TryPeek(out var cancelled) && cancelled.IsDecided) _waiting.Dequeue();
                if (!_isOpen || !_waiting.TryPeek(out waiter!) || !HasRoom(waiter.Message)) return;

                _waiting.Dequeue();
                waiter.IsDecided = true;
                Append(waiter.Message);
            }

            waiter.Admit();
        }
    }

    private bool HasRoom(in OutgoingMessage message) =>
        _send.Count < SendBytesMax
        && (message.Qos == QualityOfService.AtMostOnce || _inFlight.FreeCount > 0 || IsResumed(message, out _));

    private bool IsResumed(in OutgoingMessage message, out ResumedMessage resumed)
    {
        resumed = default;
        if (message.Qos != QualityOfService.ExactlyOnce || message.Awaiter is not null || _session.Outgoing.Count == 0) return false;

        foreach (var candidate in _session.Outgoing)
        {
            if (!candidate.HasTag || candidate.Tag != message.Tag) continue;

            resumed = candidate;
            return true;
        }

        return false;
    }

    private void Check(in OutgoingMessage message)
    {
        EncodeTopic(message.Topic);
        var packet = new PublishPacket
        {
            Qos = message.Qos,
            Topic = _topicBytes,
            Payload = message.Payload.Span,
            Properties = new PropertyBlock(message.Properties),
        };
        if (_limits.Problem(message, packet.Length(ProtocolVersion.V5)) is { } problem) throw problem;
    }

    private void Append(in OutgoingMessage message)
    {
        ushort packetId = 0;
        var isRepeat = false;
        if (IsResumed(message, out var resumed))
        {
            _session.Outgoing.Remove(resumed);
            if (resumed.IsReleased) return; // PUBREL is under way, PUBCOMP will end it.

            packetId = resumed.PacketId;
            isRepeat = true;
        }
        else if (message.Qos != QualityOfService.AtMostOnce)
        {
            var state = message.Qos == QualityOfService.AtLeastOnce ? InFlightState.Puback : InFlightState.Pubrec;
            packetId = _inFlight.Begin(state, message.Tag, message.Awaiter, out isRepeat);
        }

        EncodeTopic(message.Topic);
        var packet = new PublishPacket
        {
            Duplicate = isRepeat,
            Qos = message.Qos,
            Retain = message.Retain,
            Topic = _topicBytes,
            PacketId = packetId,
            Properties = new PropertyBlock(message.Properties),
            Payload = message.Payload.Span,
        };
        _send.Add(packet, packet.Length(ProtocolVersion.V5));
        if (message.Qos == QualityOfService.AtMostOnce) message.Awaiter?.TrySetResult(ReasonCode.Success);
    }

    // A publisher mostly goes on with the topic it had.
    private void EncodeTopic(string topic)
    {
        if (ReferenceEquals(topic, _topic)) return;
        if (!TopicName.IsValid(topic))
            throw new ArgumentException("A topic has 1 to 65535 bytes of UTF-8 and no wildcard (+ or #).", nameof(topic));

        _topicBytes = Encoding.UTF8.GetBytes(topic);
        _topic = topic;
    }
}
