namespace EdgeGateway.Visits;

/// <summary>Durations as events carry them: seconds, to the millisecond, never negative.</summary>
internal static class Seconds
{
    public static double Between(TimeSpan earlier, TimeSpan later) => Of(later - earlier);

    public static double Of(TimeSpan time) => time > TimeSpan.Zero ? Math.Round(time.TotalSeconds, 3) : 0;
}
