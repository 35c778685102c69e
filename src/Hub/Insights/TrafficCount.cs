namespace EdgeGateway.Hub.Insights;

/// <summary>Crossings in both directions, and those of them that were no customers.</summary>
/// <param name="In">Everybody; customers are what is left without staff and closed hours.</param>
internal record TrafficCount(long In, long Out, long StaffIn, long StaffOut, long ClosedIn, long ClosedOut)
{
    public long CustomersIn => In - StaffIn - ClosedIn;

    public long CustomersOut => Out - StaffOut - ClosedOut;

    public static TrafficCount Sum(IEnumerable<TrafficCount> counts) => counts.Aggregate(
        new TrafficCount(0, 0, 0, 0, 0, 0),
        (sum, one) => new TrafficCount(
            sum.In + one.In, sum.Out + one.Out, sum.StaffIn + one.StaffIn, sum.StaffOut + one.StaffOut, sum.ClosedIn + one.ClosedIn, sum.ClosedOut + one.ClosedOut));
}
