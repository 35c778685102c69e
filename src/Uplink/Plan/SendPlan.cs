using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>
/// What goes next, what is under way, what was delivered. Pure: it is told what happened and asked what to send.
/// Numbers only; the events stay in the outbox.
/// </summary>
internal sealed class SendPlan(Guid epoch, RemovePolicy policy)
{
    private static readonly EventLane[] Lanes = [EventLane.Visit, EventLane.Traffic, EventLane.Health];

    // Live cursors follow what is appended; backlog cursors go once through everything and skip what the live ones have sent.
    private readonly LaneCursor[] live = [.. Lanes.Select(lane => new LaneCursor(lane))];
    private readonly LaneCursor[] backlog = [.. Lanes.Select(lane => new LaneCursor(lane))];

    // Per lane, with the gaps in between: a lane that was sent in one go is one range whatever the other lanes did.
    private readonly SequenceSet[] delivered = [new(), new(), new()];
    private readonly SequenceSet[] attempted = [new(), new(), new()];
    private readonly Dictionary<long, Candidate> underWay = [];
    private readonly SortedSet<long> ledgers = [];
    private readonly SequenceSet refused = new();

    public Guid Epoch => epoch;

    public int UnderWay => underWay.Count;

    /// <summary>The hub's word: everything up to here is settled.</summary>
    public long Settled { get; private set; }

    /// <summary>The highest number that the broker has acknowledged.</summary>
    public long HighestDelivered { get; private set; }

    /// <summary>Nothing is left to send and nothing is under way: whatever the hub lacks now, it lacks for good.</summary>
    public bool IsIdle => underWay.Count == 0 && live.All(cursor => cursor.IsExhausted) && backlog.All(cursor => cursor.IsExhausted);

    /// <summary>A connection is up. What was under way goes again; with the session lost, so does what only the broker had.</summary>
    /// <param name="liveFrom">From this number on events go before everything older.</param>
    public void Connected(bool sessionPresent, long liveFrom)
    {
        underWay.Clear();
        if (!sessionPresent && policy == RemovePolicy.Hub)
        {
            ForgetDelivered(Settled + 1, long.MaxValue - 1);
        }

        foreach (var cursor in live)
        {
            cursor.Restart(Math.Max(liveFrom - 1, Settled));
        }

        RestartBacklog();
    }

    /// <summary>The outbox has new events.</summary>
    public void Appended()
    {
        foreach (var cursor in live)
        {
            cursor.Refresh();
        }
    }

    /// <summary>There may be events that were here before the connection, or that go again.</summary>
    public bool HasBacklog => !backlog.All(cursor => cursor.IsExhausted);

    /// <summary>The next event that is live; it counts as under way from now on. False when there is none.</summary>
    public bool TryNextLive(IOutbox outbox, out WaitingEvent next, out bool isRepeat) => TryNext(live, outbox, out next, out isRepeat);

    /// <summary>Likewise of everything older.</summary>
    public bool TryNextBacklog(IOutbox outbox, out WaitingEvent next, out bool isRepeat) => TryNext(backlog, outbox, out next, out isRepeat);

    /// <summary>The event under way with this number, if there is one.</summary>
    public WaitingEvent? Find(long sequence) => underWay.TryGetValue(sequence, out var sent) ? sent.Event : null;

    /// <summary>The broker has it, or it needs no sending any more.</summary>
    public void Delivered(long sequence)
    {
        if (underWay.Remove(sequence, out var sent))
        {
            delivered[(int)sent.Event.Lane].Add(sent.From, sequence);
            if (sent.Event.Type == EventTypes.GatewayDropped)
            {
                ledgers.Add(sequence);
            }

            HighestDelivered = Math.Max(HighestDelivered, sequence);
        }
    }

    /// <summary>The broker will never take it.</summary>
    public void Refused(long sequence)
    {
        refused.Add(sequence);
        Delivered(sequence);
    }

    /// <summary>The broker did not take it this time: it will be read again, as backlog.</summary>
    public void Returned(long sequence)
    {
        if (underWay.Remove(sequence))
        {
            RestartBacklog();
        }
    }

    /// <summary>Everything of a lane up to the returned number is with the broker.</summary>
    public long DeliveredThrough(EventLane lane) => delivered[(int)lane].EndOfRangeAt(1);

    /// <summary>The hub's word. It may go back, when the hub was restored.</summary>
    public void SettledThrough(long sequence)
    {
        if (sequence < Settled)
        {
            ForgetDelivered(sequence + 1, long.MaxValue - 1);
            Settled = sequence;
            RestartBacklog();
            return;
        }

        Settled = sequence;
        ledgers.RemoveWhere(ledger => ledger <= sequence);
        foreach (var lane in delivered)
        {
            lane.Add(1, sequence);
        }
    }

    /// <summary>
    /// These numbers go again although the broker has acknowledged them. When the first of them is no longer here, it was dropped, and
    /// the word that says so goes again.
    /// </summary>
    public void SendAgain(IOutbox outbox, SequenceRange range)
    {
        ForgetDelivered(range.First, range.Last);
        if (!IsWaiting(outbox, range.First))
        {
            ForgetLedgers();
        }

        RestartBacklog();
    }

    /// <summary>What could not be read may be readable now.</summary>
    public void ReadAgain() => RestartBacklog();

    /// <summary>Which of these numbers are here, and why the others are not.</summary>
    public ResendAnswer Search(IOutbox outbox, ResendRequest request) =>
        HoleSearch.Search(outbox, request, policy == RemovePolicy.Hub ? Settled : Lanes.Min(DeliveredThrough), ledgers, refused);

    /// <summary>What is still here goes again; where a number was dropped, so do the ledger's lines that are here.</summary>
    public void Resend(ResendAnswer answer)
    {
        foreach (var range in answer.Again)
        {
            ForgetDelivered(range.First, range.Last);
        }

        if (answer.Gone.Any(gone => gone.Reason is not (GoneRange.NotGiven or GoneRange.Acknowledged)))
        {
            ForgetLedgers();
        }

        RestartBacklog();
    }

    private void ForgetLedgers()
    {
        foreach (var ledger in ledgers)
        {
            ForgetDelivered(ledger, ledger);
        }
    }

    private static bool IsWaiting(IOutbox outbox, long sequence)
    {
        var first = new List<WaitingEvent>(1);
        foreach (var lane in Lanes)
        {
            first.Clear();
            if (outbox.Peek(lane, sequence - 1, 1, first) == 1 && first[0].Sequence == sequence)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNext(LaneCursor[] cursors, IOutbox outbox, out WaitingEvent next, out bool isRepeat)
    {
        (next, isRepeat) = (default, false);
        if (Next(cursors, outbox) is not { } candidate)
        {
            return false;
        }

        next = candidate.Event;
        underWay[next.Sequence] = candidate;
        isRepeat = attempted[(int)next.Lane].Contains(next.Sequence);
        attempted[(int)next.Lane].Add(candidate.From, next.Sequence);
        return true;
    }

    private Candidate? Next(LaneCursor[] cursors, IOutbox outbox)
    {
        foreach (var cursor in cursors)
        {
            if (cursor.Next(outbox, epoch, delivered[(int)cursor.Lane], underWay) is { } candidate)
            {
                return candidate;
            }
        }

        return null;
    }

    private void ForgetDelivered(long first, long last)
    {
        foreach (var lane in delivered)
        {
            lane.Remove(first, last);
        }
    }

    private void RestartBacklog()
    {
        foreach (var cursor in backlog)
        {
            cursor.Restart(Settled);
        }
    }
}
