namespace EdgeGateway.Visits;

/// <summary>
/// One beacon as one receiver hears it. The median of the last three advertisements takes out a single outlier (a reflection, a body
/// in between); exponential smoothing by time, not by count, evens the rest whatever the advertising interval is.
/// </summary>
internal sealed class Signal(string sensor, string zone)
{
    /// <summary>What a receiver that hears nothing is taken to hear.</summary>
    public const double SilenceDbm = -110;

    private TimeSpan[]? recent;
    private int heard;
    private int previous;
    private int beforePrevious;
    private double smoothedDbm = SilenceDbm;

    public string Sensor => sensor;

    public string Zone => zone;

    public TimeSpan LastHeard { get; private set; }

    public double SmoothedDbm => smoothedDbm;

    /// <summary>Since when the beacon has been strong enough for an arrival; null when it is not.</summary>
    public TimeSpan? StrongSince { get; private set; }

    public void Hear(int rssiDbm, TimeSpan at, VisitOptions options)
    {
        recent ??= new TimeSpan[options.EnterAdvertisements];

        // Sensors may be a few milliseconds out of step: time never runs backwards here.
        var gap = heard == 0 || at < LastHeard ? TimeSpan.Zero : at - LastHeard;
        if (gap > options.SignalFreshFor)
        {
            (heard, StrongSince) = (0, null);
        }

        var level = heard < 2 ? rssiDbm : Median(rssiDbm, previous, beforePrevious);
        var weight = Math.Max(1.0 / (heard + 1), 1 - Math.Exp(-gap / options.Smoothing));
        smoothedDbm = heard == 0 ? level : smoothedDbm + (weight * (level - smoothedDbm));

        recent[heard % recent.Length] = at;
        (beforePrevious, previous) = (previous, rssiDbm);
        heard++;
        LastHeard = at > LastHeard ? at : LastHeard;
        StrongSince = smoothedDbm >= options.EnterDbm ? StrongSince ?? at
            : smoothedDbm < options.LeaveDbm ? null
            : StrongSince;
    }

    /// <summary>Enough for an arrival: strong now, and heard often enough, or so strong that once is enough.</summary>
    public bool IsArrival(VisitOptions options)
    {
        if (smoothedDbm < options.EnterDbm || recent is null)
        {
            return false;
        }

        return previous >= options.EnterAtOnceDbm
            || (heard >= recent.Length && LastHeard - recent[heard % recent.Length] <= options.EnterWithin);
    }

    public double StrengthAt(TimeSpan now, VisitOptions options) => now - LastHeard > options.SignalFreshFor ? SilenceDbm : smoothedDbm;

    private static int Median(int a, int b, int c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
