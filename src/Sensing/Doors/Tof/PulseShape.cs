namespace EdgeGateway.Sensing.Doors;

/// <summary>A hill while it is being drawn.</summary>
internal sealed class PulseShape
{
    // A valley between two heads goes down and up again by so much; a shoulder beside a head, or an arm, does less.
    private const double ValleyMetres = 0.4;
    private const double SecondRiseMetres = 0.35;

    // Somebody who stands and sways for minutes: his middle no longer matters.
    private const int PointsMax = 1024;

    private readonly List<(double At, double Metres)> points = [];
    private double peak;
    private int lowest;
    private bool isSplit;

    public bool IsOpen => points.Count > 0;

    /// <summary>The last height drawn.</summary>
    public double LastMetres => points[^1].Metres;

    public void Begin(double on, double threshold)
    {
        points.Clear();
        points.Add((on, threshold));
        (peak, lowest, isSplit) = (threshold, 0, false);
    }

    /// <summary>Draws on; returns the first hill when a second one has begun behind a valley.</summary>
    public ZonePulse? Draw(double at, double metres)
    {
        Add(at, metres);
        if (metres > peak && points[lowest].Metres > peak - ValleyMetres)
            (peak, lowest) = (metres, points.Count - 1);
        else if (metres < points[lowest].Metres || lowest == 0)
            lowest = points.Count - 1;

        var valley = points[lowest];
        if (valley.Metres > peak - ValleyMetres || metres < valley.Metres + SecondRiseMetres)
            return null;

        var first = Measure(lowest + 1, valley.At);
        points.RemoveRange(0, lowest);
        (peak, isSplit) = (points.Max(point => point.Metres), true);
        lowest = points.Count - 1;
        return first;
    }

    /// <summary>It was a thing, not a person.</summary>
    public void Drop() => points.Clear();

    public ZonePulse End(double off)
    {
        var pulse = Measure(points.Count, off);
        points.Clear();
        return pulse;
    }

    private void Add(double at, double metres)
    {
        if (points.Count == PointsMax)
        {
            points.RemoveRange(1, PointsMax / 2);
            lowest = Math.Max(1, lowest - (PointsMax / 2));
        }

        points.Add((at, metres));
    }

    private ZonePulse Measure(int count, double off)
    {
        var (area, moment) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var until = i + 1 < count ? points[i + 1].At : off;
            var slice = points[i].Metres * (until - points[i].At);
            area += slice;
            moment += slice * (until + points[i].At) / 2;
        }

        var centre = area > 1e-9 ? Math.Clamp(moment / area, points[0].At, Math.Max(off, points[0].At)) : off;
        return new ZonePulse(
            TimeSpan.FromSeconds(points[0].At), TimeSpan.FromSeconds(off), TimeSpan.FromSeconds(centre), points.Take(count).Max(point => point.Metres),
            count - 1, isSplit);
    }
}
