namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Finds the people in a frame: every warm pixel belongs to the hill it lies on, and two hills are one unless it is clearly cooler between them.
/// </summary>
internal sealed class BlobFinder(ThermalSettings settings)
{
    // More people than this do not fit under one sensor.
    private const int BlobsMax = 16;

    private readonly int[] order = new int[settings.Rows * settings.Columns];
    private readonly double[] keys = new double[settings.Rows * settings.Columns];
    private readonly int[] owner = new int[settings.Rows * settings.Columns];
    private readonly List<int> peaks = [];
    private readonly List<int> joined = [];
    private readonly List<Blob> blobs = [];

    /// <summary>Per pixel the number of its hill; -1 for none.</summary>
    public ReadOnlySpan<int> Owner => owner;

    public List<Blob> Find(ReadOnlySpan<double> warmer)
    {
        var count = Order(warmer);
        peaks.Clear();
        joined.Clear();
        Array.Fill(owner, -1);
        for (var i = 0; i < count; i++)
        {
            Flood(order[i], warmer);
        }

        Measure(warmer);
        return blobs;
    }

    // From the warmest down: a pixel beside no hill begins one, beside two it is the saddle between them.
    private void Flood(int pixel, ReadOnlySpan<double> warmer)
    {
        var (row, column) = (pixel / settings.Columns, pixel % settings.Columns);
        var mine = -1;
        for (var r = Math.Max(0, row - 1); r <= Math.Min(settings.Rows - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(settings.Columns - 1, column + 1); c++)
            {
                if (owner[(r * settings.Columns) + c] is not (>= 0 and var other) || (other = Root(other)) == mine)
                    continue;
                mine = mine < 0 ? other : Join(mine, other, warmer[pixel], warmer);
            }
        }

        if (mine < 0)
        {
            mine = peaks.Count;
            peaks.Add(pixel);
            joined.Add(mine);
        }

        owner[pixel] = mine;
    }

    private int Join(int one, int other, double saddle, ReadOnlySpan<double> warmer)
    {
        var (higher, lower) = warmer[peaks[one]] >= warmer[peaks[other]] ? (one, other) : (other, one);
        var apart = double.Hypot(
            (peaks[one] / settings.Columns) - (peaks[other] / settings.Columns), (peaks[one] % settings.Columns) - (peaks[other] % settings.Columns));
        if (saddle > warmer[peaks[lower]] * (1 - settings.SaddleShare) || apart < settings.HeadsApartPixels)
            joined[lower] = higher;
        return higher;
    }

    private int Root(int hill)
    {
        while (joined[hill] != hill)
        {
            hill = joined[hill];
        }

        return hill;
    }

    // The warm ones only: most of the time there are none.
    private int Order(ReadOnlySpan<double> warmer)
    {
        var count = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (warmer[i] >= settings.WarmerKelvins)
                (order[count], keys[count++]) = (i, -warmer[i]);
        }

        Array.Sort(keys, order, 0, count);
        return count;
    }

    private void Measure(ReadOnlySpan<double> warmer)
    {
        blobs.Clear();
        for (var hill = 0; hill < peaks.Count && blobs.Count < BlobsMax; hill++)
        {
            if (joined[hill] != hill)
                continue;
            var (sum, rows, columns, pixels) = (0.0, 0.0, 0.0, 0);
            for (var i = 0; i < owner.Length; i++)
            {
                if (owner[i] < 0 || Root(owner[i]) != hill)
                    continue;
                sum += warmer[i];
                rows += warmer[i] * (i / settings.Columns);
                columns += warmer[i] * (i % settings.Columns);
                pixels++;
            }

            if (sum >= settings.BlobKelvinsMin)
                blobs.Add(new Blob(rows / sum, columns / sum, warmer[peaks[hill]], sum, pixels));
        }
    }
}
