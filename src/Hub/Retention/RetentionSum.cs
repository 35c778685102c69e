namespace EdgeGateway.Hub.Retention;

/// <summary>What was erased or deleted.</summary>
internal readonly record struct RetentionSum(int Pseudonyms, int Events, int Visits, int Quarantined)
{
    public int Total => Pseudonyms + Events + Visits + Quarantined;

    public static RetentionSum operator +(RetentionSum one, RetentionSum other) =>
        new(one.Pseudonyms + other.Pseudonyms, one.Events + other.Events, one.Visits + other.Visits, one.Quarantined + other.Quarantined);
}
