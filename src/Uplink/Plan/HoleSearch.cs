using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>Finds out which of the numbers that the hub asks for are still here, and why the others are not.</summary>
internal static class HoleSearch
{
    private const int BatchMax = 256;

    private static readonly EventLane[] Lanes = [EventLane.Visit, EventLane.Traffic, EventLane.Health];

    /// <exception cref="IOException">The outbox cannot be read: nobody knows what is gone.</exception>
    /// <param name="acknowledged">Everything up to this number was deleted on the hub's or broker's word.</param>
    /// <param name="ledgers">Numbers of the drop ledger's lines that are still here.</param>
    /// <param name="refused">Numbers that the broker will never take.</param>
    public static ResendAnswer Search(IOutbox outbox, ResendRequest request, long acknowledged, IEnumerable<long> ledgers, SequenceSet refused)
    {
        var (wanted, here) = (new SequenceSet(), new SequenceSet());
        foreach (var range in request.Ranges)
        {
            wanted.Add(range.First, range.Last);
        }

        foreach (var range in wanted.Ranges)
        {
            foreach (var lane in Lanes)
            {
                Collect(outbox, request.Epoch, lane, range, here);
            }
        }

        var reasons = Reasons(outbox, request.Epoch, ledgers);
        reasons.TryAdd(DropReasons.Refused, refused);
        foreach (var dropped in reasons.Values.SelectMany(set => set.Ranges))
        {
            // What was set aside is read until everything before it is deleted; it is gone all the same.
            here.Remove(dropped.First, dropped.Last);
        }

        List<GoneRange> gone = [];
        foreach (var range in wanted.Ranges)
        {
            for (var number = range.First; number <= range.Last; number++)
            {
                if (!here.Contains(number))
                {
                    Add(gone, number, Reason(number));
                }
            }
        }

        return new ResendAnswer(request.Epoch, here.Ranges, gone, "");

        string Reason(long number) =>
            number >= outbox.NextSequence ? GoneRange.NotGiven
            : number <= acknowledged ? GoneRange.Acknowledged
            : reasons.FirstOrDefault(reason => reason.Value.Contains(number)).Key ?? GoneRange.Dropped;
    }

    private static void Add(List<GoneRange> gone, long number, string reason)
    {
        if (gone.Count > 0 && gone[^1].Last == number - 1 && gone[^1].Reason == reason)
        {
            gone[^1] = gone[^1] with { Last = number };
        }
        else
        {
            gone.Add(new GoneRange(number, number, reason));
        }
    }

    private static void Collect(IOutbox outbox, Guid epoch, EventLane lane, SequenceRange range, SequenceSet here)
    {
        var batch = new List<WaitingEvent>(BatchMax);
        for (var after = range.First - 1; after < range.Last;)
        {
            batch.Clear();
            var count = outbox.Browse(lane, after, BatchMax, batch);
            foreach (var waiting in batch)
            {
                if (waiting.Sequence > range.Last || waiting.Epoch != epoch)
                {
                    return;
                }

                here.Add(waiting.Sequence);
                after = waiting.Sequence;
            }

            if (count < BatchMax)
            {
                return;
            }
        }
    }

    private static Dictionary<string, SequenceSet> Reasons(IOutbox outbox, Guid epoch, IEnumerable<long> ledgers)
    {
        var reasons = new Dictionary<string, SequenceSet>(StringComparer.Ordinal);
        var line = new List<WaitingEvent>(1);
        foreach (var number in ledgers)
        {
            line.Clear();
            if (outbox.Browse(EventLane.Visit, number - 1, 1, line) == 1 && line[0].Sequence == number
                && EventJson.TryRead(line[0].Json.Span, out var read, out _) && read.Data is GatewayDropped dropped && dropped.Epoch == epoch)
            {
                var set = reasons.TryGetValue(dropped.Reason, out var known) ? known : reasons[dropped.Reason] = new SequenceSet();
                foreach (var range in dropped.Ranges)
                {
                    set.Add(range.First, range.Last);
                }
            }
        }

        return reasons;
    }
}
