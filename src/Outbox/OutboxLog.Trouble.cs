using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <content>What the writer does when the medium fails, or when others have found that the file is of no use any more.</content>
public sealed partial class OutboxLog
{
    // A lane that cannot be read for so long, while the disk takes writes, has a bad page: the file is given up, and salvage steps over the page.
    private static readonly TimeSpan UnreadableFor = TimeSpan.FromMinutes(5);

    private long firstOfLife;
    private long? failingSince;

    private void ThrowWhatReadersFound()
    {
        if (requests.Damage is { } damage)
        {
            requests.ReportDamage(null);
            throw damage;
        }

        // The uplink may read, send and hear of an event while its transaction still checkpoints; now none is under way.
        if (requests.TakeGivenUp() is { } given && given.Epoch == books.Epoch && given.Known >= books.Next)
        {
            HoldWhatHasTakenNumbers(given.Known);
            throw new StoreException(StoreTrouble.Damaged, given.Why);
        }

        if (failingSince is null && reading.Lasting(UnreadableFor) is { } trouble && !CanBeRead(trouble.Lane, trouble.After))
        {
            throw new StoreException(StoreTrouble.Damaged, $"a part of the outbox could not be read for {UnreadableFor.TotalMinutes:0} minutes: {trouble.Why}");
        }
    }

    // Perhaps nobody has tried since: no file is given up for a trouble that is over.
    private bool CanBeRead(EventLane lane, long after)
    {
        lock (readGate)
        {
            try
            {
                Read(new LaneReader(lane), lane, after, 1, new List<WaitingEvent>());
                return true;
            }
            catch (StoreException)
            {
                return false;
            }
        }
    }

    // An older copy of the outbox gives its numbers a second time. What it has accepted since it was opened has numbers that the hub knows as other events,
    // which the file that is put aside would be thought to repeat: it gets new ones, in the new epoch.
    private void HoldWhatHasTakenNumbers(long known)
    {
        foreach (var waiting in Remaining(_ => { }).Where(one => one.Sequence >= firstOfLife && one.Sequence <= known))
        {
            if (EventJson.TryRead(waiting.Json.Span, out var read, out _) && read.Data is { } data)
            {
                held.Add([read.Redraft(data)]);
            }
        }
    }

    private void Recover(StoreException failed)
    {
        requests.RemovalFailed();
        try
        {
            store.Rollback();
        }
        catch (StoreException)
        {
            // The medium has failed already and said why; the next Begin will tell whether it has come back.
        }

        problem = failed.Message;
        Hold(group);
        group.Clear();
        failingSince = time.GetTimestamp();
        if (failed.Trouble == StoreTrouble.Damaged)
        {
            ReplaceStore(failed.Message);
        }
    }

    private void ReplaceStore(string why)
    {
        lock (readGate)
        {
            (store, _, var note) = file.Replace(store, why);
            packing = new BlockPacking(SizeBytesMax, options.PackFromBytes);
            requests.BeginEpoch(store.Epoch);
            reading.Forget();
            foundDamaged.Clear();
            (books, problem, failingSince, ageSavedAt) = (new Books(store), note, null, null);
            firstOfLife = books.Next;
        }
    }

    private void HoldWaiting()
    {
        while (requests.TryTake(out var pending))
        {
            Hold([pending]);
        }
    }

    private void Hold(List<PendingAppend> appends)
    {
        foreach (var pending in appends)
        {
            held.Add(pending.Drafts);
            pending.CompleteHeld();
        }
    }
}
