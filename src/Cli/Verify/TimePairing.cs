namespace EdgeGateway.Cli.Verify;

/// <summary>Pairs two lists of times: as many pairs within the window as possible, and of those the least sum of distances.</summary>
internal static class TimePairing
{
    // A pair costs its distance, at most the window; somebody unpaired a little more than that. In ticks, so that equal is equal.
    private const long UnpairedPercent = 100;
    private const long PairedPercent = 99;

    // What the best alignment does at a place.
    private const byte Pair = 0;
    private const byte PassLeft = 1;
    private const byte PassRight = 2;

    /// <param name="left">In order of time.</param>
    /// <param name="right">In order of time.</param>
    public static List<(SeenCrossing Left, SeenCrossing Right)> Of(SeenCrossing[] left, SeenCrossing[] right, TimeSpan window)
    {
        // Pairs of points on a line need never cross, so an alignment finds the best. Only places within the window are kept: for each of the left the band of
        // the right that it can pair with, and the one after it. Before the band the right can pair with no later left either, so each costs itself.
        var bands = Bands(left, right, window);
        var steps = new byte[left.Length][];
        var before = new byte[left.Length];
        var unpaired = UnpairedPercent * window.Ticks;
        var below = new[] { 0L };
        var belowFirst = right.Length;
        for (var i = left.Length - 1; i >= 0; i--)
        {
            var (first, end) = bands[i];
            var costs = new long[end - first + 1];
            steps[i] = new byte[costs.Length];
            (costs[^1], steps[i][^1]) = (unpaired + Below(end), PassLeft);
            for (var j = end - 1; j >= first; j--)
            {
                var (pair, passLeft, passRight) = (Below(j + 1) + Cost(left[i], right[j]), unpaired + Below(j), unpaired + costs[j - first + 1]);
                (costs[j - first], steps[i][j - first]) = pair <= passLeft && pair <= passRight ? (pair, Pair) : passLeft <= passRight ? (passLeft, PassLeft) : (passRight, PassRight);
            }

            before[i] = unpaired + Below(first) <= costs[0] ? PassLeft : PassRight;
            (below, belowFirst) = (costs, first);
        }

        return Walk();

        long Below(int j) => j >= belowFirst ? below[j - belowFirst] : below[0] + (unpaired * (belowFirst - j));

        List<(SeenCrossing, SeenCrossing)> Walk()
        {
            var pairs = new List<(SeenCrossing, SeenCrossing)>();
            for (var (i, j) = (0, 0); i < left.Length && j < right.Length;)
            {
                var step = j < bands[i].First ? before[i] : steps[i][j - bands[i].First];
                if (step == Pair)
                {
                    pairs.Add((left[i], right[j]));
                }

                (i, j) = (i + (step == PassRight ? 0 : 1), j + (step == PassLeft ? 0 : 1));
            }

            return pairs;
        }
    }

    // For each of the left, the right ones within the window: from the first up to the end, which is none of them.
    private static (int First, int End)[] Bands(SeenCrossing[] left, SeenCrossing[] right, TimeSpan window)
    {
        var bands = new (int First, int End)[left.Length];
        var (first, end) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            while (first < right.Length && right[first].At < left[i].At - window)
            {
                first++;
            }

            while (end < right.Length && right[end].At <= left[i].At + window)
            {
                end++;
            }

            bands[i] = (first, end);
        }

        return bands;
    }

    private static long Cost(SeenCrossing left, SeenCrossing right) => PairedPercent * (left.At - right.At).Duration().Ticks;
}
