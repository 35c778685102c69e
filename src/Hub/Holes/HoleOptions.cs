namespace EdgeGateway.Hub.Holes;

/// <summary>When a gateway is asked again for numbers that are missing.</summary>
public sealed record HoleOptions
{
    /// <summary>How long a hole may stand without getting smaller; doubles with each request that nothing came of.</summary>
    public TimeSpan AskAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests to one gateway in any hour.</summary>
    public int RequestsPerHour { get; init; } = 30;

    public IEnumerable<string> Problems(string key)
    {
        if (AskAfter < TimeSpan.FromSeconds(1) || AskAfter > TimeSpan.FromHours(1))
        {
            yield return $"{key}.askAfterSeconds: {AskAfter.TotalSeconds} is outside 1 to 3600";
        }

        if (RequestsPerHour is < 1 or > 3600)
        {
            yield return $"{key}.requestsPerHour: {RequestsPerHour} is outside 1 to 3600";
        }
    }
}
