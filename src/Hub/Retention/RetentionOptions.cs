namespace EdgeGateway.Hub.Retention;

/// <summary>How long the hub keeps what it stores. The ledger (ranges and day counts) is kept for ever: it is the proof, and holds nothing of people.</summary>
public sealed record RetentionOptions
{
    private const int HoursMax = 24;
    private const int DaysMax = 3650;

    /// <summary>Events, crossings and totals: a year and a month, so that a season can be compared with the last one. 0 keeps them for ever.</summary>
    public int EventDays { get; init; } = 400;

    /// <summary>Visits with what was carried; the cards and their history come from them. 0 keeps them for ever.</summary>
    public int VisitDays { get; init; } = 400;

    /// <summary>Messages that could not be read. 0 keeps them for ever.</summary>
    public int QuarantineDays { get; init; } = 90;

    /// <summary>Pseudonyms, in visits and in events: 24 hours at most is what the tier promises, so it can only be made less.</summary>
    public int PseudonymHours { get; init; } = HoursMax;

    public IEnumerable<string> Problems(string key)
    {
        foreach (var (name, days) in new[] { ("eventDays", EventDays), ("visitDays", VisitDays), ("quarantineDays", QuarantineDays) })
        {
            if (days is < 0 or > DaysMax)
            {
                yield return $"{key}.{name}: {days} is outside 0 (for ever) to {DaysMax}";
            }
        }

        if (PseudonymHours is < 1 or > HoursMax)
        {
            yield return $"{key}.pseudonymHours: {PseudonymHours} is outside 1 to {HoursMax}; the tier promises that pseudonyms are erased within 24 hours";
        }
    }
}
