namespace EdgeGateway.Hub.Arrivals;

/// <summary>What the stored visits tell of a customer: how often before, and the latest few.</summary>
internal sealed record VisitHistory(long VisitsBefore, IReadOnlyList<PreviousVisit> Previous)
{
    public static readonly VisitHistory None = new(0, []);
}
