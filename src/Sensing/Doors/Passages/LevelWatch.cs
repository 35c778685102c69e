using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One line's level: its edges as they come, and the level itself every two seconds, which proves that the chip is there and finds lost edges.</summary>
internal sealed class LevelWatch(IGpioLines lines, int line, IClock clock)
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);

    // Well under the 500 ms in which a sensor must notice that it is to stop.
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(250);

    private TimeSpan? readAt;

    /// <summary>Waits a quarter of a second at most, or until <paramref name="deadline"/>; false when there is nothing new to say.</summary>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    public bool Next(TimeSpan? deadline, out bool isActive, out TimeSpan at)
    {
        var now = clock.SinceBoot;
        if (readAt is { } last && now - last < ReadEvery)
        {
            var left = (deadline ?? TimeSpan.MaxValue) - now;
            var hasEdge = lines.WaitForEdge(left < TimeSpan.Zero ? TimeSpan.Zero : left < WaitMax ? left : WaitMax, out var edge);
            (isActive, at) = (edge.IsActive, edge.At);
            return hasEdge;
        }

        (readAt, at) = (now, now);
        isActive = lines.IsActive(line);
        return true;
    }
}
