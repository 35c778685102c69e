namespace EdgeGateway.Tests.Simulation;

/// <summary>A clock that moves only when it is told to, and fires the timers it passes, in order.</summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed
    {
        get
        {
            lock (gate)
            {
                return elapsed;
            }
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = Elapsed + by;
        while (NextBefore(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            elapsed = end;
        }
    }

    private VirtualTimer? NextBefore(TimeSpan end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                elapsed = next.Due > elapsed ? next.Due : elapsed;
                timers.Remove(next);
            }

            return next;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, Action fire) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                period = newPeriod;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time.elapsed + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Fire()
        {
            if (period > TimeSpan.Zero)
            {
                Change(period, period);
            }

            fire();
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
