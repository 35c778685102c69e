using EdgeGateway.Events;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// The wall clock of a computer without a real-time clock: after a boot it stands in 1970, or where it was saved, until NTP sets it. The monotonic
/// clock is right, whatever the wall clock does.
/// </summary>
internal sealed class GatewayClock(VirtualTime time, Random random) : TimeProvider
{
    private TimeSpan wrongBy;
    private TimeSpan rightAt;
    private TimeSpan bootedAt;
    private TimeSpan leap;
    private TimeSpan leapEnds;

    public override long TimestampFrequency => time.TimestampFrequency;

    public ClockQuality Quality => time.Elapsed >= rightAt ? ClockQuality.Synchronised : ClockQuality.Estimated;

    public Guid BootId { get; private set; } = SimulatedDisk.NewGuid(random);

    public TimeSpan SinceBoot => time.Elapsed - bootedAt;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        time.GetUtcNow() - (time.Elapsed >= rightAt ? TimeSpan.Zero : wrongBy) + (time.Elapsed < leapEnds ? leap : TimeSpan.Zero);

    /// <summary>The power came back: the clock is wrong for a while.</summary>
    public void Boot(TimeSpan wrongForMost)
    {
        (BootId, bootedAt) = (SimulatedDisk.NewGuid(random), time.Elapsed);
        rightAt = time.Elapsed + (random.NextDouble() * wrongForMost);
        wrongBy = random.Next(4) switch
        {
            0 => time.GetUtcNow() - DateTimeOffset.UnixEpoch,
            1 => TimeSpan.FromMinutes(random.Next(1, 3000)),
            2 => TimeSpan.FromMinutes(-random.Next(1, 3000)),
            _ => TimeSpan.Zero,
        };
    }

    /// <summary>A time server is wrong for so long, and the clock calls itself synchronised.</summary>
    public void Leap(TimeSpan by, TimeSpan lasts) => (leap, leapEnds) = (by, time.Elapsed + lasts);

    /// <summary>Somebody sets the clock while it runs.</summary>
    public void Jump(TimeSpan forMost)
    {
        (rightAt, wrongBy) = (time.Elapsed + (random.NextDouble() * forMost), TimeSpan.FromSeconds(random.Next(-7200, 7200)));
    }
}
