using System.Diagnostics;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A clock that stands still until it is advanced, or runs at a multiple of real time: one store-minute per second for a demo,
/// exact instants for a test.
/// </summary>
public sealed class SimulatedClock : IClock
{
    // Nobody may ever advance a clock that stands still; a waiter then looks up this often and reports a timeout.
    private static readonly TimeSpan StandingWaitMax = TimeSpan.FromMilliseconds(50);

    // At 300 times real time a 500 ms timeout would be 1.7 ms, which is less than threads are punctual.
    private static readonly TimeSpan RunningWaitMin = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private TimeSpan sinceBoot;
    private DateTimeOffset utcAtBoot;
    private double speed;
    private long runningSince;

    /// <summary>Stands still one minute after a boot on a Monday morning.</summary>
    public SimulatedClock()
        : this(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1))
    {
    }

    public SimulatedClock(DateTimeOffset utcNow, TimeSpan sinceBoot)
    {
        this.sinceBoot = sinceBoot;
        utcAtBoot = utcNow - sinceBoot;
    }

    public TimeSpan SinceBoot
    {
        get
        {
            lock (gate)
            {
                return Now();
            }
        }
    }

    public DateTimeOffset UtcNow
    {
        get
        {
            lock (gate)
            {
                return utcAtBoot + Now();
            }
        }
    }

    public bool IsSynchronised { get; set; } = true;

    public Guid BootId { get; init; } = Guid.Parse("5ec0de00-0000-4000-8000-000000000001");

    /// <summary>
    /// For tests on one thread: waiting for a device that has nothing to say passes the whole timeout at once, because nothing
    /// can happen meanwhile.
    /// </summary>
    public bool WaitsPassTime { get; init; }

    /// <summary>Times real time; 0 while the clock stands still.</summary>
    public double Speed
    {
        get
        {
            lock (gate)
            {
                return speed;
            }
        }
    }

    /// <summary>Runs from now on at so many times real time; 0 stops it.</summary>
    public void Run(double timesRealTime)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timesRealTime);
        lock (gate)
        {
            sinceBoot = Now();
            runningSince = Stopwatch.GetTimestamp();
            speed = timesRealTime;
        }
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            sinceBoot += by;
        }
    }

    /// <summary>Advances to <paramref name="instant"/>; stays when that has passed already, because a monotonic clock never jumps back.</summary>
    public void AdvanceTo(TimeSpan instant)
    {
        lock (gate)
        {
            var behind = instant - Now();
            sinceBoot += behind > TimeSpan.Zero ? behind : TimeSpan.Zero;
        }
    }

    /// <summary>What NTP does: only the time of day jumps.</summary>
    public void CorrectUtc(DateTimeOffset utcNow)
    {
        lock (gate)
        {
            utcAtBoot = utcNow - Now();
            IsSynchronised = true;
        }
    }

    /// <summary>Waits on <paramref name="monitor"/>, which the caller holds, until <paramref name="ready"/> or the timeout.</summary>
    internal bool Wait(object monitor, Func<bool> ready, TimeSpan timeout)
    {
        if (ready() || timeout <= TimeSpan.Zero)
        {
            return ready();
        }

        if (WaitsPassTime)
        {
            Advance(timeout);
            return ready();
        }

        var waitedSince = Stopwatch.GetTimestamp();
        for (var left = RealWait(timeout); left > TimeSpan.Zero && !ready(); left = RealWait(timeout) - Stopwatch.GetElapsedTime(waitedSince))
        {
            Monitor.Wait(monitor, left);
        }

        return ready();
    }

    private TimeSpan Now() => speed == 0 ? sinceBoot : sinceBoot + (Stopwatch.GetElapsedTime(runningSince) * speed);

    private TimeSpan RealWait(TimeSpan timeout)
    {
        var times = Speed;
        if (times == 0)
        {
            return timeout < StandingWaitMax ? timeout : StandingWaitMax;
        }

        var real = timeout / times;
        return times > 1 && real < RunningWaitMin ? RunningWaitMin : real;
    }
}
