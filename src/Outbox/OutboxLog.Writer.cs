using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <content>The writing side: one transaction at a time, by whoever holds the write gate.</content>
public sealed partial class OutboxLog
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PendingAppend> group = [];
    private long lastCommitMs;
    private long? removalSince;

    /// <summary>Does what waits and is due, in one transaction.</summary>
    internal void RunOnce()
    {
        CheckMedium();
        if (failingSince is { } since)
        {
            HoldWaiting();
            if (time.GetElapsedTime(since) < options.RetryEvery && !requests.IsStopping)
            {
                return;
            }
        }

        var isAgeCheck = time.GetElapsedTime(lastAgeCheck) >= AgeCheckEvery;
        if (!requests.HasAppends && held.IsEmpty && !RemovalIsDue() && !isAgeCheck && requests.Damage is null && !requests.IsGivenUp)
        {
            return;
        }

        try
        {
            ThrowWhatReadersFound();
            Transact(isAgeCheck);
        }
        catch (StoreException failed)
        {
            Recover(failed);
        }
    }

    // False when somebody else commits: the append still has to be queued. Without a thread the owner decides when to commit.
    private bool TryCommitHere(PendingAppend pending)
    {
        if (thread is null || writeGate.IsHeldByCurrentThread || !writeGate.TryEnter())
        {
            return false;
        }

        bool isFailing;
        try
        {
            if (!requests.TryAddQuietly(pending))
            {
                return false;
            }

            RunOnce();
            isFailing = failingSince is not null;
        }
        finally
        {
            writeGate.Exit();
        }

        requests.WakeForRest(isFailing);
        return true;
    }

    private void Transact(bool isAgeCheck)
    {
        var before = books;
        var work = new OutboxTransaction(store, before.Copy(), lanes, packing, ages, stamp);
        List<EventDraft> fromMemory = [];
        ClearLanes();
        group.Clear();
        store.Begin();
        packing.Begin();
        // Removals first: what is refused is set aside before it is removed, so a removal that is taken here has its refusal among the asides.
        var targets = requests.TakeRemovals();
        var asides = requests.Asides();
        foreach (var lane in SqliteSchema.Lanes)
        {
            work.RemoveThrough(lane, targets[(int)lane]);
        }

        if (!held.IsEmpty)
        {
            fromMemory = held.Next(options.GroupEventsMax);
            fromMemory.ForEach(work.AppendHeld);
        }

        TakeGroup(work);
        foreach (var (lane, sequence, reason, json) in asides)
        {
            work.SetAside(lane, sequence, reason, json);
        }

        if (fromMemory.Count == held.Count)
        {
            foreach (var lane in SqliteSchema.Lanes)
            {
                work.WriteOffLost(lane, held.Lost[(int)lane]);
            }
        }

        work.Finish(SizeBytesMax, isAgeCheck ? ExpiredBefore() : 0);
        var isAgeSaved = isAgeCheck && SaveAge();
        store.Commit();
        Succeed(work.Books, fromMemory, asides.Length);
        if (isAgeCheck)
        {
            lastAgeCheck = time.GetTimestamp();
            ageSavedAt = isAgeSaved ? lastAgeCheck : ageSavedAt;
        }
    }

    private void TakeGroup(OutboxTransaction work)
    {
        for (var events = 0; events < options.GroupEventsMax && !work.IsFull && requests.TryTake(out var pending);)
        {
            // In the group before it is numbered: should the medium fail now, the events are not forgotten.
            group.Add(pending);
            if (!work.TryAppend(pending))
            {
                group.RemoveAt(group.Count - 1);
                continue;
            }

            events += pending.Drafts.Count;
            clockIsRight = pending.Drafts[^1].Clock == ClockQuality.Synchronised;
        }
    }

    private void Succeed(Books committed, List<EventDraft> fromMemory, int asides)
    {
        var hasNew = committed.Next != books.Next;
        books = committed;
        packing.Committed();
        if (fromMemory.Count == held.Count)
        {
            held.ForgetLost();
        }

        held.Remove(fromMemory);
        requests.ForgetAsides(asides);
        (removalSince, failingSince, problem) = (null, null, file.Problem);
        foreach (var pending in group)
        {
            pending.Complete();
        }

        group.Clear();
        if (hasNew)
        {
            lastCommitMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            Appended?.Invoke();
        }
    }

    private bool RemovalIsDue()
    {
        if (!requests.HasRemoval)
        {
            return false;
        }

        removalSince ??= time.GetTimestamp();
        return time.GetElapsedTime(removalSince.Value) >= options.RemoveWithin || requests.IsStopping;
    }

    private void ClearLanes()
    {
        foreach (var lane in lanes)
        {
            lane.Truncate(0);
        }
    }

    private void Write()
    {
        while (!requests.IsStopping)
        {
            TimeSpan untilDue;
            lock (writeGate)
            {
                RunOnce();
                untilDue = UntilDue();
            }

            requests.Wait(untilDue);
        }

        lock (writeGate)
        {
            Close();
        }

        closed.SetResult();
    }

    private TimeSpan UntilDue()
    {
        if ((requests.HasAppends || !held.IsEmpty) && failingSince is null)
        {
            return TimeSpan.Zero;
        }

        var due = requests.HasRemoval ? options.RemoveWithin : AgeCheckEvery;
        return (failingSince is null && !file.IsWatched) || options.RetryEvery > due ? due : options.RetryEvery;
    }

    private void Close()
    {
        // Also what memory has held, group by group, should the disk take it again.
        do
        {
            RunOnce();
        }
        while (failingSince is null && (requests.HasAppends || !held.IsEmpty));

        HoldWaiting();
        lock (readGate)
        {
            store.Dispose();
            file.Dispose();
        }

        foreach (var lane in lanes)
        {
            lane.Dispose();
        }
    }
}
