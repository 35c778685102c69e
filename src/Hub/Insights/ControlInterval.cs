namespace EdgeGateway.Hub.Insights;

/// <summary>What a door says it counted in an interval, beside the crossings that are stored for the same time.</summary>
/// <param name="BlindSeconds">How long the door's sensor could not see.</param>
/// <param name="Excluded">Staff and closed hours together, as the door says.</param>
/// <param name="StoredExcluded">The same, of the stored crossings.</param>
internal sealed record ControlInterval(
    DateTimeOffset Start, DateTimeOffset End, int In, int Out, long StoredIn, long StoredOut, int UTurns, double BlindSeconds,
    int Passages = 0, long Excluded = 0, long StoredExcluded = 0)
{
    /// <summary>The control sum holds.</summary>
    public bool Agrees => In == StoredIn && Out == StoredOut && Excluded == StoredExcluded;
}
