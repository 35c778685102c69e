namespace EdgeGateway.Hub.Ingest;

/// <summary>How long to wait before the next try: doubling, with jitter so that many hubs do not come back at once.</summary>
internal sealed class RetryDelay(Random random)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private int _tries;

    public TimeSpan Next()
    {
        var full = First * Math.Pow(2, Math.Min(_tries++, 10));
        return (full < Longest ? full : Longest) * (0.5 + (random.NextDouble() / 2));
    }

    public void Reset() => _tries = 0;
}
