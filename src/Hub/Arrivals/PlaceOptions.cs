namespace EdgeGateway.Hub.Arrivals;

/// <summary>When a customer whom several gateways of a store hear has gone from one to another, and which visits are one card.</summary>
public sealed record PlaceOptions
{
    /// <summary>Another gateway must hear the customer louder by this much …</summary>
    public int MoveMarginDb { get; init; } = 5;

    /// <summary>… for this long.</summary>
    public TimeSpan MoveAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Visits of one customer in one store that are no further apart than this are one card.</summary>
    public TimeSpan Together { get; init; } = TimeSpan.FromSeconds(120);

    public IEnumerable<string> Problems(string key)
    {
        if (MoveMarginDb is < 0 or > 40)
        {
            yield return $"{key}.moveMarginDb: {MoveMarginDb} is outside 0 to 40; 5 keeps a customer between two gateways in one place";
        }

        if (MoveAfter < TimeSpan.Zero || MoveAfter > TimeSpan.FromMinutes(5))
        {
            yield return $"{key}.moveAfterSeconds: {MoveAfter.TotalSeconds} is outside 0 to 300";
        }

        if (Together < TimeSpan.Zero || Together > TimeSpan.FromHours(1))
        {
            yield return $"{key}.togetherSeconds: {Together.TotalSeconds} is outside 0 to 3600";
        }
    }
}
