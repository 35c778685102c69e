using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>
/// How much a piece of evidence is worth, 0 to 1, and how pieces combine: 1 − ∏(1 − best of each kind), at most <see cref="Max"/>.
/// Pieces of one kind are not independent (three receivers hear one beacon), so only the best of each kind counts.
/// </summary>
internal static class Confidence
{
    /// <summary>A sensor can always be wrong.</summary>
    public const double Max = 0.99;

    /// <summary>Somebody held an enrolled card to the reader.</summary>
    public const double Tap = 0.95;

    /// <summary>A code can be a photograph of a code.</summary>
    public const double Code = 0.85;

    /// <summary>A tap without identifier, by the only visitor in the zone.</summary>
    public const double TapByTheOnlyOne = 0.4;

    /// <summary>The crossing may have been somebody else's, the more so the further apart in time.</summary>
    private const double DoorBest = 0.7;

    private const double BeaconAtLeaveDbm = 0.5;
    private const double BeaconAtBest = 0.9;
    private const double BeaconBestDbm = -45;

    /// <summary>From 0.5 at the leaving threshold to 0.9 at −45 dBm.</summary>
    public static double OfBeacon(double smoothedDbm, VisitOptions options)
    {
        var share = Math.Clamp((smoothedDbm - options.LeaveDbm) / (BeaconBestDbm - options.LeaveDbm), 0, 1);
        return BeaconAtLeaveDbm + (share * (BeaconAtBest - BeaconAtLeaveDbm));
    }

    /// <summary>The sensor's own confidence × 0.7, halved at the edge of the window.</summary>
    public static double OfDoor(double crossing, TimeSpan apart, TimeSpan window) =>
        Math.Clamp(crossing, 0, 1) * DoorBest * (window > TimeSpan.Zero ? 1 - (0.5 * Math.Min(1, apart.Duration() / window)) : 1);

    public static double Combine(ReadOnlySpan<double> bestOfEachKind)
    {
        var doubt = 1.0;
        foreach (var confidence in bestOfEachKind)
        {
            doubt *= 1 - confidence;
        }

        return Math.Round(Math.Min(Max, 1 - doubt), 3);
    }
}
