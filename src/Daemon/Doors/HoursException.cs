namespace EdgeGateway.Daemon.Doors;

/// <summary>A day with hours of its own.</summary>
internal sealed record HoursException
{
    /// <summary>For example <c>2026-12-24</c>.</summary>
    public DateOnly Date { get; init; }

    /// <summary>As for a weekday; empty when the store stays closed.</summary>
    public IReadOnlyList<string> Open { get; init => field = value ?? []; } = [];

    public IEnumerable<string> Problems(string key) => Date == default
        ? [$"{key}.date: is not set; write for example 2026-12-24"]
        : DayHours.Problems(key + ".open", Open);
}
