using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// One transaction's work on the medium: removals, appends, caps, ledger. Everything it changes is in <see cref="Books"/>, a copy,
/// so that a failure leaves nothing behind.
/// </summary>
internal sealed class OutboxTransaction(IStore store, Books books, LaneBlocks[] lanes, BlockPacking packing, AgeClock ages, Func<EventData, EventDraft> stamp)
{
    /// <summary>Enough for any group of ordinary events; bounds memory when every event is as long as it may be.</summary>
    public const int GroupBytesMax = 4 * 1024 * 1024;

    // Set aside is for a human to look at, and must not take the room of what is to be delivered.
    private const long AsideBytesMax = 8 * 1024 * 1024;
    private const int AsideShareOfSize = 16;

    private readonly DropLedger ledger = new();
    private readonly long firstOfGroup = books.Next;
    private bool hasAsides;

    public Books Books => books;

    /// <summary>Something was appended, removed or dropped.</summary>
    public bool HasChanges { get; private set; }

    public bool IsFull => lanes.Sum(lane => lane.Bytes) >= GroupBytesMax;

    public void RemoveThrough(EventLane lane, long last)
    {
        if (store.DeleteThrough(lane, last) > 0)
        {
            AfterRemoval(lane);
        }
    }

    /// <summary>Numbers and serialises; false when an event cannot be written, and then none of them is.</summary>
    public bool TryAppend(PendingAppend pending)
    {
        var next = books.Next;
        Span<int> counts = [lanes[0].Count, lanes[1].Count, lanes[2].Count];
        try
        {
            foreach (var draft in pending.Drafts)
            {
                Append(draft);
            }

            pending.Sequence = books.Next - 1;
            return true;
        }
        catch (Exception wrong) when (wrong is not StoreException)
        {
            books.Next = next;
            foreach (var lane in lanes)
            {
                lane.Truncate(counts[(int)lane.Lane]);
            }

            pending.Fail(wrong);
            return false;
        }
    }

    public void Append(EventDraft draft)
    {
        if (books.Next > EventJson.SequenceMax)
        {
            throw new StoreException(StoreTrouble.Unavailable, "the epoch's numbers are used up; restart the service when the outbox is empty");
        }

        lanes[(int)draft.Lane].Add(draft, books.Epoch, books.Next++, ages.BirthMs(draft));
    }

    /// <summary>One that memory has held: its caller has gone, so one that cannot be written is written off.</summary>
    public void AppendHeld(EventDraft draft)
    {
        var (next, count) = (books.Next, lanes[(int)draft.Lane].Count);
        try
        {
            Append(draft);
        }
        catch (Exception wrong) when (wrong is not StoreException)
        {
            books.Next = next;
            lanes[(int)draft.Lane].Truncate(count);
            WriteOffLost(draft.Lane, 1);
        }
    }

    public void SetAside(EventLane lane, long sequence, string reason, ReadOnlySpan<byte> json)
    {
        if (store.SetAside(sequence, reason, json))
        {
            ledger.Add(reason, lane, books.Epoch, new SequenceRange(sequence, sequence));
            hasAsides = true;
        }
    }

    /// <summary>Events that never got a number: they get one now, for the ledger.</summary>
    public void WriteOffLost(EventLane lane, long count)
    {
        if (count > 0)
        {
            ledger.Add(DropReasons.MemoryFull, lane, books.Epoch, new SequenceRange(books.Next, books.Next + count - 1));
            books.Next += count;
        }
    }

    /// <summary>Stores what was appended, then drops what the caps no longer allow, then writes the ledger of that.</summary>
    public void Finish(long sizeBytesMax, long expiredBeforeMs)
    {
        StoreBlocks();
        if (hasAsides)
        {
            store.TrimAside(Math.Min(AsideBytesMax, sizeBytesMax / AsideShareOfSize));
        }

        if (expiredBeforeMs > 0)
        {
            Drop(DropReasons.AgeCap, lane => books.OldestTimeMs[(int)lane] is > 0 and var time && time < expiredBeforeMs);
        }

        var used = store.UsedBytes;
        if (used > packing.FromBytes)
        {
            foreach (var lane in packing.Pack(store, books.Epoch, firstOfGroup))
            {
                AfterRemoval(lane);
            }

            used = store.UsedBytes;
        }

        if (used > sizeBytesMax)
        {
            // One percent of room, so that not every append has to make some.
            Drop(DropReasons.SizeCap, _ => store.UsedBytes > sizeBytesMax - (sizeBytesMax / 100));
        }

        WriteLedger();
        if (!HasChanges)
        {
            return;
        }

        if (books.NewestLane is not { } newest || books.Readings[(int)newest].Waiting == 0)
        {
            store.SaveNext(books.Next);
        }

        books.UsedBytes = store.UsedBytes;
    }

    private void StoreBlocks()
    {
        foreach (var lane in lanes)
        {
            foreach (var block in lane.Blocks())
            {
                ref var reading = ref books.Readings[(int)lane.Lane];
                if (reading.Waiting == 0)
                {
                    books.OldestTimeMs[(int)lane.Lane] = block.TimeMs;
                }

                reading = reading with { Counted = reading.Counted + block.Count, Weighed = reading.Weighed + block.Weight };
                store.Insert(lane.Lane, block, reading);
                HasChanges = true;
                if (block.Last == books.Next - 1)
                {
                    books.NewestLane = lane.Lane;
                }
            }

            lane.Truncate(0);
        }
    }

    // Lowest lane first, oldest first; never what this very transaction appends.
    private void Drop(string reason, Func<EventLane, bool> goesOn)
    {
        for (var lane = EventLane.Health; lane >= EventLane.Visit; lane--)
        {
            while (goesOn(lane) && store.OldestKey(lane) is { } key && key.Last < firstOfGroup && store.Oldest(lane) is { } block)
            {
                Enter(reason, lane, block);
                store.DeleteThrough(lane, key.Last);
                AfterRemoval(lane);
            }
        }
    }

    private void Enter(string reason, EventLane lane, Block block)
    {
        for (var i = 0; i < block.Marks.Length / Mark.Bytes; i++)
        {
            var sequence = Mark.Read(block.Marks.Span, i).Sequence;
            ledger.Add(reason, lane, books.Epoch, new SequenceRange(sequence, sequence));
        }

        if (lane != EventLane.Visit)
        {
            return;
        }

        var (events, damaged) = (new List<WaitingEvent>(), new List<DamagedEvent>());
        BlockReader.Read(block, books.Epoch, lane, events, damaged);
        foreach (var older in events.Where(older => older.Type == EventTypes.GatewayDropped))
        {
            if (EventJson.TryRead(older.Json.Span, out var read, out _) && read.Data is GatewayDropped dropped)
            {
                ledger.TakeOver(dropped);
            }
        }
    }

    private void WriteLedger()
    {
        if (ledger.IsEmpty)
        {
            return;
        }

        foreach (var dropped in ledger.Events())
        {
            Append(stamp(dropped));
        }

        StoreBlocks();
        foreach (var (reason, events) in ledger.Counts)
        {
            store.AddDropped(reason, events);
            books.AddDropped(reason, events);
        }
    }

    private void AfterRemoval(EventLane lane)
    {
        HasChanges = true;
        books.Readings[(int)lane] = store.Reading(lane);
        books.OldestTimeMs[(int)lane] = store.OldestKey(lane)?.TimeMs ?? 0;
    }
}
