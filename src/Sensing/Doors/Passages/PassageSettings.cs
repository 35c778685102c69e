namespace EdgeGateway.Sensing.Doors;

/// <summary>What a body looks like to something that only knows free and not free.</summary>
internal sealed record PassageSettings
{
    /// <summary>Shorter breaks are insects, leaves and chatter.</summary>
    public TimeSpan BreakMin { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Free for less than this within one body: an arm before it, a bag behind it. At 1 m/s it is 12 cm.</summary>
    public TimeSpan GapMax { get; init; } = TimeSpan.FromMilliseconds(120);

    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);
}
