namespace EdgeGateway.Outbox;

/// <content>How old events are, and what remembers it. Under the write gate.</content>
public sealed partial class OutboxLog
{
    private static readonly TimeSpan AgeCheckEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AgeSaveEvery = TimeSpan.FromHours(1);

    private readonly AgeClock ages;
    private long lastAgeCheck;
    private long? ageSavedAt;
    private bool clockIsRight;

    private long ExpiredBefore()
    {
        ages.Look(clockIsRight);
        return clockIsRight ? ages.NowMs - (long)options.AgeMax.TotalMilliseconds : 0;
    }

    // A page an hour; what a power cut loses of it only makes a leap wait longer.
    private bool SaveAge()
    {
        if (ages.NowMs == 0 || (ageSavedAt is { } saved && time.GetElapsedTime(saved) < AgeSaveEvery))
        {
            return false;
        }

        store.SaveAge(ages.Note);
        return true;
    }
}
