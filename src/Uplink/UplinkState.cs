using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>
/// Everything the uplink knows of one epoch, and what follows from each thing that happens. No task, no socket; time is an argument.
/// Not safe for threads: the session takes its lock.
/// </summary>
/// <param name="startedAt">Now; events that waited before it are backlog.</param>
internal sealed class UplinkState(UplinkOptions options, IOutbox outbox, UplinkCounters counters, TimeSpan startedAt, Action<UplinkEvent> say)
{
    private const int TriesMax = 5;

    private readonly SendPlan plan = new(outbox.Epoch, options.RemoveOn);
    private readonly HubProgress hub = new(options.ResendAfter);
    private readonly SendPause pause = new();
    private readonly BacklogPace pace = new(options.BacklogStartRate, options.RemoveOn == RemovePolicy.Hub);
    private readonly LiveEdge liveEdge = new(outbox.NextSequence, startedAt);
    private readonly Dictionary<long, int> tries = [];

    public Guid Epoch => plan.Epoch;

    public int UnderWay => plan.UnderWay;

    public long HubSettled => plan.Settled;

    /// <summary>When there is something to look for again: a pause has ended, or the backlog may go on. Null when neither holds anything up.</summary>
    public TimeSpan? ResumesAt(TimeSpan now) => pause.Until is { } until && until > now ? until : plan.HasBacklog ? pace.NextAt(now) : null;

    /// <summary>Why events wait although there is a connection; empty while they do not.</summary>
    public string Hindrance => pause.Reason;

    /// <summary>Events of backlog per second at this moment.</summary>
    public double BacklogRate(TimeSpan now) => pace.Rate(now);

    /// <param name="jitter">0 to 1, a random number of this connection.</param>
    public void Connected(bool sessionPresent, TimeSpan now, double jitter)
    {
        pause.End();
        pace.Connected(now, jitter);
        plan.Connected(sessionPresent, liveEdge.At(now));
        counters.Connects++;
    }

    /// <summary>The outbox has new events, connected or not.</summary>
    public void Appended(TimeSpan now)
    {
        liveEdge.Note(outbox.NextSequence, now);
        plan.Appended();
    }

    /// <summary>The next event to publish; it counts as under way.</summary>
    public bool TryNext(TimeSpan now, out WaitingEvent next)
    {
        next = default;
        if (!pause.Allows(now, plan.UnderWay))
        {
            return false;
        }

        if (!plan.TryNextLive(outbox, out next, out var isRepeat))
        {
            if (!plan.HasBacklog || !pace.Allows(now) || !plan.TryNextBacklog(outbox, out next, out isRepeat))
            {
                return false;
            }

            pace.Took(next.Sequence, now);
        }

        counters.Sent++;
        counters.Resent += isRepeat ? 1 : 0;
        return true;
    }

    /// <summary>The broker's word on an event; true when the pump should look whether there is something to send again.</summary>
    public bool Published(long sequence, ReasonCode reason, TimeSpan now, DateTimeOffset utcNow)
    {
        if (plan.Find(sequence) is not { } sent)
        {
            return false;
        }

        pace.Published(sequence, now);
        switch (ReasonRules.OfPuback(reason, options.RemoveOn))
        {
            case PublishVerdict.Delivered:
                plan.Delivered(sequence);
                tries.Remove(sequence);
                counters.Delivered++;
                counters.LastDelivered = utcNow;
                RemoveDelivered(sent.Lane);
                return pause.End();
            case PublishVerdict.Never:
                Refuse(sent, reason.ToString(), now);
                return true;
            case PublishVerdict.Unclear when tries.GetValueOrDefault(sequence) + 1 >= TriesMax:
                Refuse(sent, $"{reason}, {TriesMax} times", now);
                return true;
            case PublishVerdict.Unclear:
                tries[sequence] = tries.GetValueOrDefault(sequence) + 1;
                Pause(sequence, now, null, $"The broker answers {reason} to {sent.Type}");
                return true;
            case PublishVerdict.NobodyListens:
                Pause(sequence, now, null, "The broker has no hub subscribed");
                return true;
            case PublishVerdict.NotAllowed:
                Pause(sequence, now, options.RefusedRetry, $"The broker does not let us publish; {ReasonRules.PublishRemedy}");
                return true;
            default:
                pace.Busy(now);
                Pause(sequence, now, null, $"The broker wants fewer events ({reason})");
                return true;
        }
    }

    /// <summary>It can never be sent: set aside, and not in the way of the others.</summary>
    public void Refuse(WaitingEvent refused, string why, TimeSpan now)
    {
        if (!outbox.SetAside(refused, DropReasons.Refused))
        {
            Pause(refused.Sequence, now, null, "The outbox has no room for more refused events until its disk takes them");
            return;
        }

        plan.Refused(refused.Sequence);
        tries.Remove(refused.Sequence);
        counters.Refused++;
        RemoveDelivered(refused.Lane);
        say(new UplinkEvent(
            UplinkEventKind.Refused,
            $"Event {refused.Sequence} ({refused.Type}, {refused.Json.Length} bytes) was refused for good: {why}. It is kept aside and in the drop ledger."));
    }

    /// <summary>The hub's word. True when something is to be sent again.</summary>
    public bool HubSays(StoredAck ack, TimeSpan now)
    {
        pace.HubSpoke(ack.BacklogRate, now + TimeSpan.FromSeconds(StoredAck.BacklogRateSeconds), now);
        if (ack.Epoch != plan.Epoch || ack.Sequence < 0)
        {
            return false;
        }

        if (ack.Sequence >= outbox.NextSequence)
        {
            var why = $"the hub has events up to {ack.Sequence}, this outbox has given out only {outbox.NextSequence - 1}: it is an older copy of itself";
            say(new UplinkEvent(UplinkEventKind.Disagreement, $"{char.ToUpperInvariant(why[0])}{why[1..]}. A new epoch begins, unless those numbers are just being written."));
            outbox.GiveUp(plan.Epoch, ack.Sequence, why);
            return false;
        }

        var before = plan.Settled;
        plan.SettledThrough(ack.Sequence);
        outbox.RemoveThrough(plan.Epoch, ack.Sequence);
        if (ack.Sequence < before)
        {
            say(new UplinkEvent(
                UplinkEventKind.Disagreement,
                $"The hub has gone back from {before} to {ack.Sequence}: what is still here is sent again, what was deleted on its word is lost to it."));
            return true;
        }

        if (ack.Sequence > before)
        {
            hub.Moved(ack.Sequence, now);
        }

        return plan.IsIdle && ack.Sequence < plan.HighestDelivered;
    }

    /// <summary>Asked now and then: repeats what the hub seems to lack. True when something is to be sent again.</summary>
    public bool CheckHub(TimeSpan now)
    {
        var goesAgain = Repeat(now);
        if (plan.IsIdle && outbox.Status.Problem.Length > 0)
        {
            // A lane that cannot be read looks like an empty one. It is looked at again for as long as the outbox has trouble.
            plan.ReadAgain();
        }

        return goesAgain;
    }

    private bool Repeat(TimeSpan now)
    {
        if (options.RemoveOn != RemovePolicy.Hub || !plan.IsIdle || hub.Check(plan.Settled, plan.HighestDelivered, now) is not { } range)
        {
            return false;
        }

        plan.SendAgain(outbox, range);
        say(new UplinkEvent(
            UplinkEventKind.Disagreement,
            $"The hub has not acknowledged {range.First} though the broker has it: {range.First} to {Math.Min(range.Last, plan.HighestDelivered)} go again."));
        return true;
    }

    /// <summary>The hub asks for numbers: what is still here goes again.</summary>
    public ResendAnswer Resend(ReadOnlySpan<byte> json)
    {
        if (!ResendJson.TryRead(json, out var request, out var problem))
        {
            return new ResendAnswer(plan.Epoch, [], [], problem);
        }

        if (request.Epoch != plan.Epoch)
        {
            return new ResendAnswer(request.Epoch, [], [], $"this gateway is in epoch {plan.Epoch} and has nothing of another");
        }

        ResendAnswer answer;
        try
        {
            answer = plan.Search(outbox, request);
        }
        catch (IOException unreadable)
        {
            // What cannot be read is not gone; the hub asks again.
            return new ResendAnswer(plan.Epoch, [], [], $"the outbox cannot be read: {unreadable.Message}");
        }

        // It has begun another epoch meanwhile: what is not in the new file is not gone, it is delivered from the old one.
        if (outbox.Epoch != plan.Epoch)
        {
            return new ResendAnswer(plan.Epoch, [], [], "this gateway has begun another epoch, and what it still had of this one is delivered by file");
        }

        if (ResendJson.Write(answer).Length > ResendJson.BytesMax)
        {
            return new ResendAnswer(plan.Epoch, [], [], $"the answer would have more than {ResendJson.BytesMax} bytes; ask for fewer numbers");
        }

        plan.Resend(answer);
        say(new UplinkEvent(
            UplinkEventKind.Disagreement,
            $"The hub asks for {request.Ranges.Sum(range => range.Count)} events again: {answer.Again.Sum(range => range.Count)} are here and go, " +
            $"{answer.Gone.Sum(gone => gone.Last - gone.First + 1)} are not."));
        return answer;
    }

    private void Pause(long sequence, TimeSpan now, TimeSpan? length, string sentence)
    {
        plan.Returned(sequence);
        if (pause.Begin(now, length, sentence))
        {
            say(new UplinkEvent(UplinkEventKind.Paused, $"{sentence}; events wait, next try in {(pause.Until!.Value - now).TotalSeconds:0} s."));
        }
    }

    private void RemoveDelivered(EventLane lane)
    {
        if (options.RemoveOn == RemovePolicy.Broker)
        {
            outbox.RemoveThrough(plan.Epoch, lane, plan.DeliveredThrough(lane));
        }
    }
}
