using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <content>Looks after the folder: an outbox that had to begin in memory moves to the disk, one whose file has gone from its folder follows.</content>
public sealed partial class OutboxLog
{
    private long lastMediumCheck;
    private bool wasGone;

    // Under the write gate.
    private void CheckMedium()
    {
        if (!file.IsWatched || requests.IsStopping || time.GetElapsedTime(lastMediumCheck) < options.RetryEvery)
        {
            return;
        }

        lastMediumCheck = time.GetTimestamp();
        var isMoving = file.IsDurable;
        if (isMoving && file.IsStillThere())
        {
            wasGone = false;
            if (file.Problem.Length > 0)
            {
                file.AllIsWell();
                problem = failingSince is null ? "" : problem;
            }

            return;
        }

        // A card that is mounted anew is away for a moment, and what is written into the empty folder meanwhile would be hidden under it.
        if (isMoving && !wasGone)
        {
            wasGone = true;
            return;
        }

        wasGone = false;
        var why = isMoving
            ? $"{options.Path} was deleted, or its file system has gone or changed"
            : $"{options.Path} can be written now";
        if (file.Reopen(why) is { } opened)
        {
            MoveTo(opened, isMoving);
        }
        else
        {
            problem = file.Problem;
        }
    }

    // What waits in the store that is left is written into a file of the new place first: at no moment is it nowhere.
    private void MoveTo(IStore opened, bool wasDurable)
    {
        // What the file that opens has itself, it tells of itself.
        var (left, from, gone) = (books.Epoch, opened.Epoch == books.Epoch ? opened.Next : 1, new DropLedger());
        try
        {
            new ConsignmentFolder(options, time).CarryOver(Remaining(damaged => Enter(DropReasons.Unreadable, damaged.Lane, damaged.Sequence)));
            GoOnCounting(opened);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            opened.Dispose();
            file.Stay(wasDurable, $"{options.Path} can be opened, but what waits cannot be written beside it: {failed.Message.TrimEnd('.')}");
            problem = file.Problem;
            return;
        }

        lock (readGate)
        {
            store.Dispose();
            store = opened;
            packing = new BlockPacking(SizeBytesMax, options.PackFromBytes);
            foreach (var (lane, sequence, reason, _) in requests.BeginEpoch(store.Epoch))
            {
                Enter(reason, lane, sequence);
            }

            reading.Forget();
            foundDamaged.Clear();
            (books, problem, failingSince, ageSavedAt) = (new Books(store) { Next = Math.Max(store.Next, NextIn(opened.Epoch)) }, "", null, null);
            // What the file held before was accepted by another life: should it be an older copy, the hub has those under these numbers.
            firstOfLife = books.Next;
        }

        // What cannot be taken along is written down in what comes next, under the epoch that it had.
        held.Add(gone.Events().Select(stamp));

        // The uplink waits for news, and a new epoch is one.
        Appended?.Invoke();

        void Enter(string reason, EventLane lane, long sequence)
        {
            if (sequence >= from)
            {
                gone.Add(reason, lane, left, new SequenceRange(sequence, sequence));
            }
        }
    }

    // The same epoch, but perhaps an older copy of the file: no number is given twice.
    private void GoOnCounting(IStore opened)
    {
        if (NextIn(opened.Epoch) > opened.Next)
        {
            opened.Begin();
            opened.SaveNext(books.Next);
            opened.Commit();
        }
    }

    private long NextIn(Guid epoch) => epoch == books.Epoch ? books.Next : 0;

    // A store on a file system that has gone can mostly be read on; where it cannot, what could be read is what is left.
    private IEnumerable<WaitingEvent> Remaining(Action<DamagedEvent> damaged)
    {
        const int SomeMax = 500;
        List<WaitingEvent> some = [];
        foreach (var lane in SqliteSchema.Lanes)
        {
            var reader = new LaneReader(lane);
            for (var after = requests.RemovedThrough(lane); TryPeek(reader, after, some, SomeMax, damaged); after = some[^1].Sequence)
            {
                foreach (var one in some)
                {
                    yield return one;
                }
            }
        }
    }

    private bool TryPeek(LaneReader reader, long after, List<WaitingEvent> into, int countMax, Action<DamagedEvent> damaged)
    {
        try
        {
            into.Clear();
            return reader.Peek(store, after, countMax, into, damaged) > 0;
        }
        catch (StoreException)
        {
            return into.Count > 0;
        }
    }
}
