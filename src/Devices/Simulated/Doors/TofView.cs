namespace EdgeGateway.Devices.Simulated;

/// <summary>A door as a VL53L1X above it sees it, through two regions of interest in turn.</summary>
/// <param name="roiDepthSpads">Rows of SPADs per region along the way people walk, 4 to 8; the regions lie at the two ends of the array.</param>
public sealed class TofView(DoorPeople people, DoorSite site, int seed, int roiDepthSpads = 8, double budgetSeconds = 0.033)
{
    // 27 degrees over the diagonal of 16 by 16 SPADs (data sheet DS12385).
    private const double DegreesPerSpad = 19.1 / 16;
    private const int RaysAlong = 4;
    private const int RaysAcross = 6;

    // Stop, set the region, start, fetch: what a 400 kHz bus and a Pi need between two measurements.
    private const double TurnMin = 0.002;
    private const double TurnMax = 0.005;

    // Targets closer to each other than this are one echo; of two echoes the stronger is told unless they are alike.
    private const double EchoMetres = 0.6;
    private const double StrongShare = 0.7;
    private const double SignalMin = 0.0012;

    private static readonly int[] Failures = [1, 2, 4, 7];

    private readonly Dice dice = new(seed, "tof");
    private readonly List<Solid> solids = [];
    private readonly (double Distance, double Weight)[] rays = new (double, double)[2 * RaysAlong * RaysAcross];

    /// <summary>Every measurement of the day.</summary>
    public IEnumerable<TofRange> Ranges()
    {
        people.Rewind();
        var roi = 0;
        for (var t = 0.0; t < people.Lasts.TotalSeconds; roi = 1 - roi)
        {
            var ready = t + budgetSeconds;
            yield return Measure(t, ready, roi);
            t = ready + dice.Between(TurnMin, TurnMax) + (dice.Chance(0.002) ? dice.Between(0.01, 0.06) : 0);
        }
    }

    /// <summary>One measurement that begins at an instant of the day; the next one must not begin before it.</summary>
    public TofRange At(TimeSpan from, int roi) => Measure(from.TotalSeconds, from.TotalSeconds + budgetSeconds, roi);

    private TofRange Measure(double from, double to, int roi)
    {
        Cast(from + ((to - from) * 0.25), roi, 0);
        Cast(from + ((to - from) * 0.75), roi, RaysAlong * RaysAcross);
        var at = TimeSpan.FromSeconds(to);
        if (dice.Chance(0.003))
            return new TofRange(at, roi, dice.Below(4000), Failures[dice.Below(Failures.Length)]);
        if (dice.Chance(0.0003))
            return new TofRange(at, roi, dice.Below(3000), 0);

        var (metres, share, signal) = Echo();
        signal *= roiDepthSpads / 16.0;
        if (signal < SignalMin * (1 + (2 * site.AmbientLight)))
            return new TofRange(at, roi, (int)(1000 * dice.Around(metres, 0.3)), 2);

        var sigma = 0.003 + (0.005 * Math.Sqrt((1 + (4 * site.AmbientLight)) * 0.03 / signal));
        var millimetres = Math.Max(0, (int)(1000 * dice.Around(metres, sigma)));
        return new TofRange(at, roi, millimetres, share < 0.6 && dice.Chance(0.25) ? 1 : 0);
    }

    private void Cast(double t, int roi, int first)
    {
        people.At(t, solids);
        var middle = (roi == 0 ? -1 : 1) * (16 - roiDepthSpads) / 2.0 * DegreesPerSpad;
        for (var i = 0; i < RaysAlong; i++)
        {
            var along = site.TiltDegrees + middle + ((((i + 0.5) / RaysAlong) - 0.5) * roiDepthSpads * DegreesPerSpad);
            var dx = Math.Tan(along * Math.PI / 180);
            for (var j = 0; j < RaysAcross; j++)
            {
                var dy = Math.Tan((((j + 0.5) / RaysAcross) - 0.5) * 16 * DegreesPerSpad * Math.PI / 180);
                rays[first + (i * RaysAcross) + j] = Ray(dx, dy);
            }
        }
    }

    private (double Distance, double Weight) Ray(double dx, double dy)
    {
        var (nearest, reflectance) = (site.MountMetres, site.FloorReflectance);
        foreach (var solid in solids)
        {
            var met = solid.Distance(0, site.OffsetMetres, site.MountMetres, dx, dy, -1);
            if (met < nearest)
                (nearest, reflectance) = (met, solid.Reflectance);
        }

        var distance = nearest * Math.Sqrt(1 + (dx * dx) + (dy * dy));
        return (distance, reflectance / (distance * distance));
    }

    private (double Metres, double Share, double Signal) Echo()
    {
        var (sum, moment, best, bestMoment) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (distance, weight) in rays)
        {
            sum += weight;
            moment += distance * weight;
            var (near, nearMoment) = (0.0, 0.0);
            foreach (var (other, itsWeight) in rays)
            {
                if (other >= distance && other < distance + EchoMetres)
                    (near, nearMoment) = (near + itsWeight, nearMoment + (other * itsWeight));
            }

            if (near > best)
                (best, bestMoment) = (near, nearMoment);
        }

        var share = best / sum;
        return (share > StrongShare ? bestMoment / best : moment / sum, share, sum / rays.Length);
    }
}
