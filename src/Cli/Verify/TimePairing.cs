namespace EdgeGateway.Cli.Verify;

/// <summary>Pairs two lists of times: as many pairs within the window as possible, and of those the least sum of distances.</summary>
internal static class TimePairing
{
    /// <param name="left">In order of time.</param>
    /// <param name="right">In order of time.</param>
    public static List<(SeenCrossing Left, SeenCrossing Right)> Of(SeenCrossing[] left, SeenCrossing[] right, TimeSpan window)
    {
        // Two gaps longer than the window apart nothing can pair: each cluster is solved for itself, so a long day stays cheap.
        var pairs = new List<(SeenCrossing, SeenCrossing)>();
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            var (fromL, fromR) = (l, r);
            var end = (left[l].At < right[r].At ? left[l].At : right[r].At) + window;
            while ((l < left.Length && left[l].At <= end) || (r < right.Length && right[r].At <= end))
            {
                var at = r >= right.Length || (l < left.Length && left[l].At <= right[r].At) ? left[l++].At : right[r++].At;
                end = at + window;
            }

            Solve(left.AsSpan(fromL, l - fromL), right.AsSpan(fromR, r - fromR), window, pairs);
        }

        return pairs;
    }

    // Pairs of points on a line need never cross, so an alignment finds the best. An unpaired point costs 1, a pair less than 1.
    private static void Solve(ReadOnlySpan<SeenCrossing> left, ReadOnlySpan<SeenCrossing> right, TimeSpan window, List<(SeenCrossing, SeenCrossing)> pairs)
    {
        var costs = new double[left.Length + 1, right.Length + 1];
        for (var i = left.Length; i >= 0; i--)
        {
            for (var j = right.Length; j >= 0; j--)
            {
                costs[i, j] = i == left.Length ? right.Length - j
                    : j == right.Length ? left.Length - i
                    : Math.Min(costs[i + 1, j + 1] + Cost(left[i], right[j], window), 1 + Math.Min(costs[i + 1, j], costs[i, j + 1]));
            }
        }

        for (var (i, j) = (0, 0); i < left.Length && j < right.Length;)
        {
            if (costs[i, j] == costs[i + 1, j + 1] + Cost(left[i], right[j], window))
                pairs.Add((left[i++], right[j++]));
            else if (costs[i, j] == 1 + costs[i + 1, j])
                i++;
            else
                j++;
        }
    }

    private static double Cost(SeenCrossing left, SeenCrossing right, TimeSpan window)
    {
        var apart = (left.At - right.At).Duration();
        return apart <= window ? 0.99 * (apart / window) : double.PositiveInfinity;
    }
}
