namespace EdgeGateway.Uplink;

/// <summary>Pauses that double from a minimum to a maximum. Half of each is random, so that a thousand stores do not come back at once.</summary>
public sealed class RetryDelay(TimeSpan min, TimeSpan max, Random random)
{
    private int failures;

    /// <summary>The next pause: between half of the doubled one and all of it.</summary>
    public TimeSpan Next()
    {
        var full = TimeSpan.FromTicks(Math.Min(max.Ticks, min.Ticks * (1L << Math.Min(failures, 30)) is var ticks and > 0 ? ticks : max.Ticks));
        failures++;
        return full * (0.5 + (random.NextDouble() / 2));
    }

    /// <summary>It worked: the next failure pauses for the minimum again.</summary>
    public void Reset() => failures = 0;
}
