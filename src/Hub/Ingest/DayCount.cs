namespace EdgeGateway.Hub.Ingest;

/// <summary>What one epoch stored on one UTC day.</summary>
/// <param name="Last">The highest sequence number of the day; numbers after the day before's belong to this day.</param>
/// <param name="Repeats">How many events of this day came once more.</param>
/// <param name="Estimated">Stored ones whose time is an estimate.</param>
/// <param name="Wrong">Stored ones whose time cannot be; they count on the day of their receipt.</param>
internal readonly record struct DayCount(long Stored, long Last, long Repeats, long Estimated, long Wrong)
{
    public DayCount Plus(long sequence, ClockTrust clock) => this with
    {
        Stored = Stored + 1,
        Last = Math.Max(Last, sequence),
        Estimated = Estimated + (clock == ClockTrust.Estimated ? 1 : 0),
        Wrong = Wrong + (clock == ClockTrust.Wrong ? 1 : 0),
    };
}
