using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>What callers have asked of the writer and it has not done yet. The only thing that callers and writer share.</summary>
/// <param name="epoch">Removals and refusals of any other epoch count for nothing, whoever brings them and however late.</param>
internal sealed class OutboxRequests(int appendsMax, Guid epoch)
{
    private const int AsidesMax = 1000;

    // A plain object: the writer waits on it.
    private readonly object gate = new();
    private readonly Queue<PendingAppend> appends = new();
    private readonly long[] removeThrough = new long[3];
    private readonly List<(EventLane Lane, long Sequence, string Reason, byte[] Json)> asides = [];
    private TaskCompletionSource? room;
    private bool isAwake;
    private int events;
    private bool removalWaits;
    private Guid epoch = epoch;
    private (Guid Epoch, long Known, string Why)? givenUp;

    public bool IsStopping { get; private set; }

    /// <summary>The damage that a reader ran into, for the writer to deal with.</summary>
    public StoreException? Damage { get; private set; }

    public bool IsGivenUp
    {
        get
        {
            lock (gate)
            {
                return givenUp is not null;
            }
        }
    }

    public bool HasAppends
    {
        get
        {
            lock (gate)
            {
                return appends.Count > 0 || asides.Count > 0;
            }
        }
    }

    public bool HasRemoval
    {
        get
        {
            lock (gate)
            {
                return removalWaits;
            }
        }
    }

    /// <summary>Queues, or returns the task to await before trying again. More than the limit at once is taken when nothing else waits.</summary>
    public Task? Add(PendingAppend pending)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(IsStopping, typeof(OutboxLog));
            if (events > 0 && events + pending.Drafts.Count > appendsMax)
            {
                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return room.Task;
            }

            Enqueue(pending);
            Wake();
            return null;
        }
    }

    /// <summary>Queues for a caller who commits it at once; false when others wait already and there is no room.</summary>
    public bool TryAddQuietly(PendingAppend pending)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(IsStopping, typeof(OutboxLog));
            if (events > 0 && events + pending.Drafts.Count > appendsMax)
            {
                return false;
            }

            Enqueue(pending);
            return true;
        }
    }

    /// <summary>What came while a caller committed, or did not fit, is the thread's; so is trying a failing medium again.</summary>
    public void WakeForRest(bool isFailing)
    {
        lock (gate)
        {
            if (appends.Count > 0 || isFailing)
            {
                Wake();
            }
        }
    }

    public bool TryTake(out PendingAppend pending)
    {
        TaskCompletionSource? freed;
        lock (gate)
        {
            if (!appends.TryDequeue(out pending!))
            {
                return false;
            }

            events -= pending.Drafts.Count;
            (freed, room) = (room, null);
        }

        freed?.TrySetResult();
        return true;
    }

    public void RemoveThrough(Guid of, EventLane lane, long sequence)
    {
        lock (gate)
        {
            if (of != epoch || sequence <= removeThrough[(int)lane])
            {
                return;
            }

            removeThrough[(int)lane] = sequence;
            if (removalWaits)
            {
                return;
            }

            removalWaits = true;
            Wake();
        }
    }

    public long RemovedThrough(EventLane lane)
    {
        lock (gate)
        {
            return removeThrough[(int)lane];
        }
    }

    /// <summary>The targets to delete up to; <see cref="RemovalFailed"/> when it did not work.</summary>
    public long[] TakeRemovals()
    {
        lock (gate)
        {
            removalWaits = false;
            return [.. removeThrough];
        }
    }

    public void RemovalFailed()
    {
        lock (gate)
        {
            removalWaits = true;
        }
    }

    public void ReportDamage(StoreException? problem)
    {
        lock (gate)
        {
            Damage = problem;
            Wake();
        }
    }

    /// <summary>The hub knows numbers of this epoch up to <paramref name="known"/>.</summary>
    public void GiveUp(Guid of, long known, string why)
    {
        lock (gate)
        {
            givenUp = (of, known, why);
            Wake();
        }
    }

    public (Guid Epoch, long Known, string Why)? TakeGivenUp()
    {
        lock (gate)
        {
            (var taken, givenUp) = (givenUp, null);
            return taken;
        }
    }

    /// <summary>False when there is no room: it has to be tried again.</summary>
    public bool SetAside(Guid of, EventLane lane, long sequence, string reason, byte[] json)
    {
        lock (gate)
        {
            if (of != epoch || asides.Count >= AsidesMax)
            {
                return false;
            }

            asides.Add((lane, sequence, reason, json));
            Wake();
            return true;
        }
    }

    public (EventLane Lane, long Sequence, string Reason, byte[] Json)[] Asides()
    {
        lock (gate)
        {
            return [.. asides];
        }
    }

    public void ForgetAsides(int count)
    {
        lock (gate)
        {
            asides.RemoveRange(0, count);
        }
    }

    /// <summary>The numbers of another epoch mean nothing here. Returns what was to be set aside and has not been.</summary>
    public (EventLane Lane, long Sequence, string Reason, byte[] Json)[] BeginEpoch(Guid next)
    {
        lock (gate)
        {
            epoch = next;
            removeThrough.AsSpan().Clear();
            removalWaits = false;
            var left = asides.ToArray();
            asides.Clear();
            return left;
        }
    }

    /// <summary>Sleeps until something is asked for, at most this long.</summary>
    public void Wait(TimeSpan timeout)
    {
        lock (gate)
        {
            if (!isAwake)
            {
                Monitor.Wait(gate, timeout);
            }

            isAwake = false;
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            IsStopping = true;
            Wake();
        }
    }

    private void Enqueue(PendingAppend pending)
    {
        appends.Enqueue(pending);
        events += pending.Drafts.Count;
    }

    private void Wake()
    {
        isAwake = true;
        Monitor.Pulse(gate);
    }
}
