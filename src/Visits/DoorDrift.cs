namespace EdgeGateway.Visits;

/// <summary>
/// Looks whether in and out have been further apart for days than chance explains. Whoever went in went out again the same day, by one of the doors, so over
/// a closed day the difference is made of errors alone. An alarm, not an accuracy: errors that are alike in both directions do not show.
/// </summary>
/// <remarks>
/// With n crossings of which each is wrong with probability p, by one and in either sense, the difference has the standard deviation √(n·p). A sensor may lean a little
/// by nature: that floor is taken off first. The alarm needs <see cref="Days"/> days that lean the same way, and together more than
/// floor·n + z·√(n·p).
/// </remarks>
public static class DoorDrift
{
    /// <summary>Days in a row.</summary>
    public const int Days = 3;

    /// <summary>A day with fewer says nothing.</summary>
    public const int CrossingsMin = 50;

    /// <summary>p: more errors than any sensor here is allowed (src/Sensing/Doors/README.md).</summary>
    public const double ErrorRate = 0.05;

    /// <summary>A lean of two in a hundred is no fault.</summary>
    public const double Floor = 0.02;

    /// <summary>Three standard deviations: one healthy door in 740 would pass it by chance on three such days, either way.</summary>
    public const double Z = 3;

    /// <summary>A blind quarter of an hour explains any difference.</summary>
    public const double BlindSecondsMax = 600;

    /// <summary>The finding of the latest days; null when nothing is wrong, or not enough is known.</summary>
    /// <param name="closed">Closed days, the oldest first.</param>
    public static DriftFinding? Of(IReadOnlyList<DoorDay> closed)
    {
        var latest = closed.Where(IsTelling).TakeLast(Days).ToList();
        if (latest.Count < Days)
        {
            return null;
        }

        var (inward, outward) = (latest.Sum(day => day.Doors.Sum(door => door.In)), latest.Sum(day => day.Doors.Sum(door => door.Out)));
        var (n, difference) = (inward + outward, inward - outward);
        var leansOneWay = latest.TrueForAll(day => Math.Sign(Difference(day)) == Math.Sign(difference));
        var explained = (Floor * n) + (Z * Math.Sqrt(n * ErrorRate));
        return leansOneWay && Math.Abs(difference) > explained
            ? new DriftFinding(
                [.. latest.SelectMany(day => day.Doors).Select(door => door.Door).Distinct().Order(StringComparer.Ordinal)], inward, outward, Days, (int)Math.Ceiling(explained))
            : null;
    }

    private static bool IsTelling(DoorDay day) =>
        day.Doors.Sum(door => door.In + door.Out) >= CrossingsMin && day.Doors.All(door => door.BlindSeconds <= BlindSecondsMax);

    private static int Difference(DoorDay day) => day.Doors.Sum(door => door.In - door.Out);
}
