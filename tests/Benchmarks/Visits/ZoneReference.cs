namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>
/// What can be known afterwards: per second and receiver the median of everything heard ten seconds before and after. It sees the future, so
/// no tracker can follow it at once; it is a measuring stick, not a map.
/// </summary>
internal sealed class ZoneReference
{
    public const int HalfWindowSeconds = 10;
    private const double NotHeard = -110;
    private readonly Dictionary<string, double[]> levels = [];

    public ZoneReference(RssiTrace trace)
    {
        Seconds = (int)trace.Length.TotalSeconds + 1;
        foreach (var receiver in trace.Heard.GroupBy(heard => heard.Zone))
        {
            var all = receiver.ToList();
            levels[receiver.Key] = [.. Enumerable.Range(0, Seconds).Select(second => Median(
                all.Where(heard => Math.Abs(heard.At.TotalSeconds - second) <= HalfWindowSeconds).Select(heard => (double)heard.RssiDbm)))];
        }
    }

    public int Seconds { get; }

    public string Best(int second) => levels.MaxBy(level => level.Value[second]).Key;

    /// <summary>How much weaker a zone was than the best one at that moment.</summary>
    public double BehindDb(string? zone, int second) =>
        levels[Best(second)][second] - (zone is not null && levels.TryGetValue(zone, out var level) ? level[second] : NotHeard);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count < 3 ? NotHeard : sorted[sorted.Count / 2];
    }
}
