namespace EdgeGateway.Mqtt.Listener;

internal sealed partial class Broker
{
    /// <summary>
    /// Gives a client its session: the old one, or a new one. A connection of the same client id is closed first. Null with a reason
    /// when the limit of sessions is reached, or when the session belongs to another user.
    /// </summary>
    public Session? Attach(ConnectRequest request, IPacketSink sink, TimeSpan now, out bool isPresent, out ReasonCode reason)
    {
        (isPresent, reason) = (false, ReasonCode.Success);
        var clientId = request.ClientId;
        if (sessions.TryGetValue(clientId, out var session))
        {
            if (session.UserName != request.UserName)
            {
                // A client id is no secret: whoever guesses it must not get another user's messages, nor cut its connection.
                reason = ReasonCode.NotAuthorized;
                return null;
            }

            TakeOver(session, now);
            if (request.CleanStart && sessions.ContainsKey(clientId))
            {
                End(session, now);
            }
        }

        if (!sessions.TryGetValue(clientId, out session))
        {
            if (sessions.Count >= limits.SessionsMax)
            {
                reason = ReasonCode.QuotaExceeded;
                return null;
            }

            sessions.Add(clientId, session = new Session(clientId, request.UserName, new OutboundQueue(limits, budget, Counters)));
        }
        else
        {
            isPresent = true;
        }

        session.Sink = sink;
        (session.ExpiresAt, session.WillDueAt, session.Will, session.Lag) = (null, null, null, null);
        session.Outbound.Restart();
        return session;
    }

    /// <summary>The connection has gone; <paramref name="sendWill"/> unless the client took its leave properly.</summary>
    public void Detach(Session session, IPacketSink sink, bool sendWill, TimeSpan now)
    {
        if (session.Sink != sink)
        {
            return;
        }

        session.Sink = null;
        session.Lag = null;
        session.ExpiresAt = now + session.Expiry;
        if (!sendWill)
        {
            session.Will = null;
        }
        else if (session.Will is { } will)
        {
            session.WillDueAt = now + (will.Delay < session.Expiry ? will.Delay : session.Expiry);
            if (session.WillDueAt <= now)
            {
                PublishWill(session, now);
            }
        }

        if (session.ExpiresAt <= now)
        {
            End(session, now);
        }
    }

    /// <summary>The older connection ends as if it had been lost, which may publish its will and end its session.</summary>
    private void TakeOver(Session session, TimeSpan now)
    {
        if (session.Sink is { } older)
        {
            older.Close(CloseCause.TakenOver, ReasonCode.SessionTakenOver);
            Detach(session, older, sendWill: true, now);
        }
        else if (session.ExpiresAt <= now)
        {
            End(session, now);
        }
    }

    private void End(Session session, TimeSpan now)
    {
        if (session.WillDueAt is not null)
        {
            PublishWill(session, now);
        }

        foreach (var subscription in session.Subscriptions.Values)
        {
            subscriptions.Remove(subscription);
        }

        Counters.DroppedSessionEnded += session.Outbound.Clear();
        sessions.Remove(session.ClientId);
    }

    private void PublishWill(Session session, TimeSpan now)
    {
        session.WillDueAt = null;
        if (session.Will is { } will)
        {
            session.Will = null;
            FindTakers(will.Message.Topic);
            Publish(will.Message.With(will.Expiry is { } expiry ? now + expiry : null), mayRefuse: false, now);
        }
    }
}
