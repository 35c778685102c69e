using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>What one door has counted over a business day, or a part of it.</summary>
/// <param name="In">Everybody who went in, staff and closed hours included.</param>
/// <param name="Passages">Counted without a direction; null where nothing does.</param>
/// <param name="CoveredSeconds">How much of the day is in these sums.</param>
public sealed record DoorSums(
    string Door, int In, int Out, int UTurns, int StaffIn, int StaffOut, int ClosedIn, int ClosedOut, double BlindSeconds, double CoveredSeconds, int? Passages = null)
{
    public static DoorSums None(string door) => new(door, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>These and an interval more.</summary>
    public DoorSums With(DoorTraffic traffic) => this with
    {
        In = In + traffic.In,
        Out = Out + traffic.Out,
        UTurns = UTurns + traffic.UTurns,
        StaffIn = StaffIn + (traffic.Staff?.In ?? 0),
        StaffOut = StaffOut + (traffic.Staff?.Out ?? 0),
        ClosedIn = ClosedIn + (traffic.Closed?.In ?? 0),
        ClosedOut = ClosedOut + (traffic.Closed?.Out ?? 0),
        BlindSeconds = BlindSeconds + traffic.BlindSeconds,
        CoveredSeconds = CoveredSeconds + traffic.IntervalSeconds,
        Passages = Sum(Passages, traffic.Passages),
    };

    /// <summary>Both together: two parts of one day.</summary>
    public DoorSums With(DoorSums other) => new(
        Door, In + other.In, Out + other.Out, UTurns + other.UTurns, StaffIn + other.StaffIn, StaffOut + other.StaffOut,
        ClosedIn + other.ClosedIn, ClosedOut + other.ClosedOut, BlindSeconds + other.BlindSeconds, CoveredSeconds + other.CoveredSeconds, Sum(Passages, other.Passages));

    // Null where nothing counts passages, which is not the same as none.
    private static int? Sum(int? one, int? other) => one is null && other is null ? null : (one ?? 0) + (other ?? 0);
}
