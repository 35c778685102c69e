using EdgeGateway.Devices;

namespace EdgeGateway.Daemon.Work;

/// <summary>Whether the line from sighting to disk moves: what the watchdog is fed by.</summary>
internal sealed class Progress(IClock clock)
{
    private long lastTicks = clock.SinceBoot.Ticks;
    private long accepted;

    /// <summary>Events made durable since the start.</summary>
    public long EventsAccepted => Interlocked.Read(ref accepted);

    public TimeSpan SinceLast => clock.SinceBoot - TimeSpan.FromTicks(Interlocked.Read(ref lastTicks));

    public void Made() => Interlocked.Exchange(ref lastTicks, clock.SinceBoot.Ticks);

    public void Accepted(int events) => Interlocked.Add(ref accepted, events);
}
