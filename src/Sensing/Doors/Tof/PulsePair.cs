using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One person's hills in the two regions.</summary>
internal readonly record struct PulsePair(ZonePulse Street, ZonePulse Store)
{
    // Nobody comes in and is gone again within this; and a runner's fronts and backs lie as the readings happened to fall.
    private const double QuickSeconds = 0.45;
    private const double ReadingSeconds = 0.05;
    private const double LagShareMin = 0.12;
    private const double AlikeMetres = 0.2;

    public double Seconds => (Street.Seconds + Store.Seconds) / 2;

    public double OnLag => (Store.On - Street.On).TotalSeconds;

    public double OffLag => (Store.Off - Street.Off).TotalSeconds;

    public double CentreLag => (Store.Centre - Street.Centre).TotalSeconds;

    public double PeakMetres => Math.Max(Street.PeakMetres, Store.PeakMetres);

    public TimeSpan At => (Street.Centre + Store.Centre) / 2;

    /// <summary>Front and back tell the same way, and much the same pace.</summary>
    public bool IsEven => OnLag * OffLag > 0 && Math.Max(Math.Abs(OnLag), Math.Abs(OffLag)) < 2.5 * Math.Min(Math.Abs(OnLag), Math.Abs(OffLag));

    /// <summary>Somebody who walked through: the hills are alike and one follows the other at a walker's distance.</summary>
    public bool IsClear => Math.Abs(CentreLag) > LagShareMin * Seconds && (Street.IsSolid || Store.IsSolid || ReachAlike)
        && (Seconds < QuickSeconds ? !IsNested && AreAlike(3) : IsEven && AreAlike(2));

    /// <summary>Two readings as high as each other, the one after the other: hardly an accident.</summary>
    public bool ReachAlike => Math.Abs(Street.PeakMetres - Store.PeakMetres) < AlikeMetres;

    /// <summary>Only a valley parts it from somebody before.</summary>
    public bool IsSplit => Street.IsSplit || Store.IsSplit;

    private bool AreAlike(double times) => Math.Max(Street.Seconds, Store.Seconds) < times * Math.Min(Street.Seconds, Store.Seconds);

    // Into the one region, into the other, and out again in the opposite order, by more than the readings could have been late.
    private bool IsNested => OnLag * OffLag < 0 && Math.Min(Math.Abs(OnLag), Math.Abs(OffLag)) > ReadingSeconds;

    /// <summary>Which way, if it is clear.</summary>
    public Direction Way => CentreLag > 0 ? Direction.In : Direction.Out;

    /// <summary>How badly two hills go together: 0.4 for a person who walks.</summary>
    public static double Misfit(in ZonePulse street, in ZonePulse store) =>
        (Math.Abs((store.Centre - street.Centre).TotalSeconds) / Math.Max(0.05, (street.Seconds + store.Seconds) / 2))
        + Math.Abs(street.PeakMetres - store.PeakMetres);
}
