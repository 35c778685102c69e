namespace EdgeGateway.Sensing.Doors;

/// <summary>What each pixel shows when nobody is there: rolled slowly, held under people, and moved as a whole with the chip's own temperature.</summary>
internal sealed class ThermalBackground(int pixels, TimeSpan absorbAfter)
{
    private const int LearnFrames = 12;
    private const double RollSeconds = 15;

    // Colder than the background is never a person, but a draught, or a person learnt by mistake who has gone.
    private const double CoolSeconds = 2;

    private readonly double[] background = new double[pixels];
    private readonly TimeSpan[] coveredSince = new TimeSpan[pixels];
    private readonly double[] sorted = new double[pixels];
    private int frames;
    private TimeSpan lastAt;

    public bool IsLearnt => frames >= LearnFrames;

    /// <summary>How much warmer each pixel is than it should be.</summary>
    public void Subtract(ReadOnlySpan<float> celsius, Span<double> warmer)
    {
        for (var i = 0; i < background.Length; i++)
        {
            warmer[i] = celsius[i] - background[i];
        }

        // What most of the pixels do together is the chip or the hall, not a person: a person covers less than half.
        warmer.CopyTo(sorted);
        Array.Sort(sorted);
        var common = Math.Clamp(sorted[sorted.Length * 2 / 5], -1, 1);
        for (var i = 0; i < background.Length; i++)
        {
            warmer[i] -= common;
        }
    }

    /// <summary>Learns a frame; pixels that belong to somebody keep their background.</summary>
    public void Learn(ReadOnlySpan<float> celsius, ReadOnlySpan<int> owner, TimeSpan at)
    {
        frames++;
        var passed = Math.Clamp((at - lastAt).TotalSeconds, 0, 1);
        lastAt = at;
        for (var i = 0; i < background.Length; i++)
        {
            var off = celsius[i] - background[i];
            if (!IsLearnt || frames == 1)
            {
                background[i] += off / frames;
                coveredSince[i] = at;
            }
            else if (owner[i] < 0 || at - coveredSince[i] > absorbAfter)
            {
                background[i] += off * passed / (off < -1 ? CoolSeconds : RollSeconds);
                coveredSince[i] = owner[i] < 0 ? at : coveredSince[i];
            }
        }
    }
}
