namespace EdgeGateway.Cli.Verify;

/// <summary>
/// Intervals that hold at least the confidence they name, at any n and also when there was no error at all: Clopper and Pearson (Biometrika 26, 1934) for
/// a share, Garwood (Biometrika 28, 1936) for a number of events. The usual normal approximation gives 100 % ± 0 for 50 of 50.
/// </summary>
internal static class ExactInterval
{
    private const int Steps = 60;

    /// <summary>The share of which <paramref name="hits"/> of <paramref name="n"/> were seen.</summary>
    /// <param name="confidence">For example 0.95: half of the rest lies on each side.</param>
    public static (double Low, double High) OfShare(int hits, int n, double confidence)
    {
        var tail = (1 - confidence) / 2;
        return n == 0 ? (0, 1) : (
            hits == 0 ? 0 : Solve(p => 1 - AtMostOf(hits - 1, n, p) < tail, 1),
            hits == n ? 1 : Solve(p => AtMostOf(hits, n, p) > tail, 1));
    }

    /// <summary>The expected number of events of which <paramref name="events"/> were seen.</summary>
    public static (double Low, double High) OfEvents(int events, double confidence)
    {
        var tail = (1 - confidence) / 2;
        var far = events + 20 + (10 * Math.Sqrt(events + 1));
        return (events == 0 ? 0 : Solve(mean => 1 - AtMostEvents(events - 1, mean) < tail, far), Solve(mean => AtMostEvents(events, mean) > tail, far));
    }

    // The largest value for which it still holds; it holds from 0 up to somewhere.
    private static double Solve(Func<double, bool> holds, double high)
    {
        var low = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double AtMostOf(int hits, int n, double p)
    {
        if (p is <= 0 or >= 1)
        {
            return p <= 0 ? 1 : hits >= n ? 1 : 0;
        }

        // In logarithms: the first term of 0.99 to the power of 20 000 is below any double.
        var (sum, term) = (0.0, n * Math.Log(1 - p));
        for (var k = 0; k <= hits; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(n - k) / (k + 1)) + Math.Log(p) - Math.Log(1 - p);
        }

        return Math.Min(1, sum);
    }

    private static double AtMostEvents(int events, double mean)
    {
        var (sum, term) = (0.0, -mean);
        for (var k = 0; k <= events; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log(Math.Max(mean, double.Epsilon)) - Math.Log(k + 1);
        }

        return Math.Min(1, sum);
    }
}
