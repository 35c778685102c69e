namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// A session's messages to its client: those that wait, and those under way until they are acknowledged. What was under way when a
/// connection broke is sent again on the next one, in the old order and with the old identifiers (MQTT 5.0 section 4.4).
/// </summary>
internal sealed class OutboundQueue(MqttListenerLimits limits, QueueBudget budget, BrokerCounters counters)
{
    private readonly Queue<Outgoing> waiting = new();
    private readonly InflightWindow inflight = new();

    // The next message of an earlier connection to be sent again; 0 when all have been.
    private ushort repeatNext;
    private int underWay;
    private int qos0Waiting;

    public int WaitingCount => waiting.Count;

    public int InflightCount => inflight.Count;

    public long Bytes { get; private set; }

    /// <summary>True while retained messages of QoS 0 wait for room on the connection.</summary>
    public bool HasQos0Waiting => qos0Waiting > 0;

    /// <summary>The limits in bytes may be passed by one message.</summary>
    public bool HasRoom => waiting.Count < limits.QueuedMessagesMax && Bytes < limits.QueuedBytesMax && budget.HasRoom;

    /// <summary>So much waits that publishers shall send more slowly, while the client is connected.</summary>
    public bool IsHalfFull => waiting.Count > limits.QueuedMessagesMax / 2 || Bytes > limits.QueuedBytesMax / 2;

    /// <summary>Messages that the client has acknowledged: its progress.</summary>
    public long Finished { get; private set; }

    public bool Add(in Outgoing message)
    {
        if (!HasRoom)
        {
            return false;
        }

        waiting.Enqueue(message);
        qos0Waiting += message.Qos == QualityOfService.AtMostOnce ? 1 : 0;
        Hold(message.Message.Bytes);
        return true;
    }

    /// <summary>A new connection: nothing has been sent on it yet.</summary>
    public void Restart()
    {
        underWay = 0;
        repeatNext = inflight.First;
        for (var id = inflight.First; id != 0; id = inflight.After(id))
        {
            inflight.SetSent(id, false);
        }
    }

    /// <summary>Hands over as much as the client's window and connection take.</summary>
    public void Fill(IPacketSink sink, TimeSpan now)
    {
        while (repeatNext != 0 && underWay < sink.ReceiveMaximum && sink.HasRoom)
        {
            var id = repeatNext;
            repeatNext = inflight.After(id);
            Repeat(sink, id, now);
        }

        while (repeatNext == 0 && sink.HasRoom && waiting.TryPeek(out var next))
        {
            if (next.Message.IsExpired(now))
            {
                counters.DroppedExpired++;
                LetGo(Dequeue());
            }
            else if (!TrySend(sink, next, now))
            {
                return;
            }
        }
    }

    /// <summary>PUBACK; false for an identifier that awaits none.</summary>
    public bool Acknowledge(ushort id) =>
        inflight.StateOf(id) == InflightState.Published && inflight[id].Qos == QualityOfService.AtLeastOnce && Finish(id);

    /// <summary>PUBREC; false for an identifier that awaits none. A refused message is finished with it.</summary>
    public bool Receive(ushort id, bool isRefused)
    {
        switch (inflight.StateOf(id))
        {
            case InflightState.Released:
                return !isRefused;
            case InflightState.Published when inflight[id].Qos == QualityOfService.ExactlyOnce:
                if (isRefused)
                {
                    return Finish(id);
                }

                LetGo(inflight[id].Message.Bytes);
                inflight.Release(id);
                return true;
            default:
                return false;
        }
    }

    /// <summary>PUBCOMP; false for an identifier that awaits none.</summary>
    public bool Complete(ushort id) => inflight.StateOf(id) == InflightState.Released && Finish(id);

    /// <summary>The session ends: everything is forgotten.</summary>
    public int Clear()
    {
        var lost = waiting.Count;
        waiting.Clear();
        while (inflight.First != 0)
        {
            lost += inflight.StateOf(inflight.First) == InflightState.Published ? 1 : 0;
            inflight.Remove(inflight.First);
        }

        budget.GiveBack(Bytes);
        Bytes = 0;
        (repeatNext, underWay, qos0Waiting) = (0, 0, 0);
        return lost;
    }

    private bool TrySend(IPacketSink sink, in Outgoing next, TimeSpan now)
    {
        if (next.Qos == QualityOfService.AtMostOnce)
        {
            sink.Publish(next, id: 0, isRepeated: false, now);
            LetGo(Dequeue());
            return true;
        }

        var id = underWay < sink.ReceiveMaximum ? inflight.Add(next) : (ushort)0;
        if (id == 0)
        {
            return false;
        }

        Dequeue();
        inflight.SetSent(id, true);
        underWay++;
        if (!sink.Publish(next, id, isRepeated: false, now))
        {
            Finish(id);
        }

        return true;
    }

    private void Repeat(IPacketSink sink, ushort id, TimeSpan now)
    {
        inflight.SetSent(id, true);
        underWay++;
        if (inflight.StateOf(id) == InflightState.Released)
        {
            sink.Release(id);
        }
        else if (!sink.Publish(inflight[id], id, isRepeated: true, now))
        {
            Finish(id);
        }
    }

    private bool Finish(ushort id)
    {
        if (inflight.StateOf(id) == InflightState.Published)
        {
            LetGo(inflight[id].Message.Bytes);
        }

        repeatNext = repeatNext == id ? inflight.After(id) : repeatNext;
        underWay -= inflight.IsSent(id) ? 1 : 0;
        Finished++;
        inflight.Remove(id);
        return true;
    }

    private int Dequeue()
    {
        var message = waiting.Dequeue();
        qos0Waiting -= message.Qos == QualityOfService.AtMostOnce ? 1 : 0;
        return message.Message.Bytes;
    }

    private void Hold(int bytes)
    {
        Bytes += bytes;
        budget.Take(bytes);
    }

    private void LetGo(int bytes)
    {
        Bytes -= bytes;
        budget.GiveBack(bytes);
    }
}
