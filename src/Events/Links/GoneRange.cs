namespace EdgeGateway.Events;

/// <summary>Numbers that a gateway no longer has.</summary>
/// <param name="Reason">A reason of the drop ledger such as <c>size-cap</c>, or one of the constants here.</param>
public sealed record GoneRange(long First, long Last, string Reason)
{
    /// <summary>Deleted on the word of the hub (or of the broker, with that policy): it was delivered once.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>No event has got this number yet.</summary>
    public const string NotGiven = "not-given";

    /// <summary>Dropped; the line of the ledger that says why has been delivered already, or is on its way.</summary>
    public const string Dropped = "dropped";
}
