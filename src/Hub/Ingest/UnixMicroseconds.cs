namespace EdgeGateway.Hub.Ingest;

/// <summary>Times as the database keeps them: microseconds since 1970, UTC.</summary>
internal static class UnixMicroseconds
{
    private const long PerDay = 86_400_000_000;

    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Days since 1970, also right before it.</summary>
    public static long DayOf(DateTimeOffset time) => (long)Math.Floor(Of(time) / (double)PerDay);

    public static DateOnly DateOf(long day) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day));
}
