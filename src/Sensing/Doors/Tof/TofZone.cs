namespace EdgeGateway.Sensing.Doors;

/// <summary>One region of interest: from distances to hills of height.</summary>
internal sealed class TofZone(TofSettings settings)
{
    // A person's back is lower than his front by this much before he is gone.
    private const double HysteresisMetres = 0.06;

    // One reading that tells nothing is noise; for longer than this the region is taken as empty.
    private static readonly TimeSpan HoldMax = TimeSpan.FromMilliseconds(190);

    // An unsure reading belongs to the sure one beside it when they are so alike.
    private const double AlikeMetres = 0.4;
    private const double AlikeSeconds = 0.12;

    private readonly ZoneBaseline baseline = new(settings.AbsorbAfter, settings.MountMetres);
    private readonly PulseShape shape = new();
    private double lastAt;
    private double lastMetres;
    private TimeSpan heardAt;
    private bool wasAbsorbed;
    private (double At, double Metres)? doubt;

    public bool IsOccupied => shape.IsOpen;

    public bool IsAbsorbed => baseline.IsAbsorbed;

    /// <summary>Metres from the sensor to the floor; null until it is learnt.</summary>
    public double? FloorMetres => baseline.Millimetres / 1000;

    /// <summary>The last unsure reading that stood between empty ones: nobody by itself, somebody beside a hill of the other region.</summary>
    public ZonePulse? Faint { get; private set; }

    /// <summary>Readings that could not be used.</summary>
    public long Unusable { get; private set; }

    /// <summary>One reading; returns a hill that has ended with it.</summary>
    public ZonePulse? Observe(in TofReading reading)
    {
        if (HeightOf(reading) is not { } metres)
        {
            Unusable++;
            return null;
        }

        if (baseline.IsAbsorbed && !wasAbsorbed)
            shape.Drop();
        (heardAt, wasAbsorbed) = (reading.At, baseline.IsAbsorbed);
        var at = reading.At.TotalSeconds;
        var ended = Draw(at, metres);
        (lastAt, lastMetres) = (at, metres);
        return ended;
    }

    private ZonePulse? Draw(double at, double metres)
    {
        var threshold = settings.PersonMetresMin - (shape.IsOpen ? HysteresisMetres : 0);
        var isUp = metres >= threshold;
        if (doubt is { } unsure && !shape.IsOpen)
            Settle(unsure, at, metres, threshold);
        doubt = null;
        if (isUp && !shape.IsOpen)
            shape.Begin(Between(at, metres, threshold), threshold);
        if (isUp)
            return shape.Draw(at, metres);
        return shape.IsOpen ? shape.End(Between(at, metres, threshold)) : null;
    }

    // Somebody who fills a region by half reads unsure: a hill begins with such a reading if the next one confirms it.
    private void Settle((double At, double Metres) unsure, double at, double metres, double threshold)
    {
        var on = Between(unsure.At, unsure.Metres, threshold);
        if (metres < threshold)
        {
            (lastAt, lastMetres) = unsure;
            var off = Between(at, metres, threshold);
            Faint = new ZonePulse(TimeSpan.FromSeconds(on), TimeSpan.FromSeconds(off), TimeSpan.FromSeconds(unsure.At), unsure.Metres, Readings: 0, IsSplit: false);
        }
        else if (at - unsure.At < AlikeSeconds && Math.Abs(metres - unsure.Metres) < AlikeMetres)
        {
            shape.Begin(on, threshold);
            shape.Draw(unsure.At, unsure.Metres);
        }
    }

    // The edge of a body passed somewhere between two readings.
    private double Between(double at, double metres, double threshold) =>
        Math.Abs(metres - lastMetres) < 1e-6 ? at : lastAt + ((at - lastAt) * Math.Clamp((threshold - lastMetres) / (metres - lastMetres), 0, 1));

    /// <summary>Above the floor; null when the reading tells nothing and what was before still holds.</summary>
    private double? HeightOf(in TofReading reading)
    {
        var isGood = reading.Status is 0 or 3;
        if (isGood)
            baseline.Learn(reading.Millimetres, shape.IsOpen, reading.At);
        if (FloorMetres is not { } floor)
            return 0;

        var metres = floor - (reading.Millimetres / 1000.0);
        var isDoubtful = reading.Status is 1 or 2;
        if (isGood || (isDoubtful && shape.IsOpen && Math.Abs(metres - shape.LastMetres) < AlikeMetres))
            return Math.Max(0, metres);
        if (reading.At - heardAt > HoldMax)
            return 0;
        if (reading.Status == 1 && !shape.IsOpen && metres >= settings.PersonMetresMin && metres <= settings.PersonMetresMax)
            doubt = (reading.At.TotalSeconds, metres);
        return null;
    }
}
