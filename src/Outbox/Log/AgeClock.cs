using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>
/// The clock by which events grow old. It follows the synchronised wall clock, but believes a leap of a day or more only after it has held for
/// a day: one wrong answer of a time server must not make everything too old at once. Until then it goes on by the monotonic clock.
/// </summary>
internal sealed class AgeClock
{
    private static readonly TimeSpan LeapLeast = TimeSpan.FromDays(1);
    private static readonly TimeSpan HeldLeast = TimeSpan.FromDays(1);

    private readonly TimeProvider time;
    private volatile Reading reading;

    /// <param name="note">What was remembered; null for nothing.</param>
    /// <param name="oldestMs">Where nothing is remembered: the time of the oldest event that has one, from which time goes on; 0 for none.</param>
    public AgeClock(TimeProvider time, AgeNote? note, long oldestMs)
    {
        this.time = time;
        reading = new Reading(
            note?.BelievedMs ?? oldestMs, time.GetTimestamp(), TimeSpan.FromMilliseconds(note?.LeapMs ?? 0), TimeSpan.FromMilliseconds(note?.HeldMs ?? 0));
    }

    /// <summary>Unix milliseconds by which ages are counted; 0 as long as no right time has been seen.</summary>
    public long NowMs => reading is { BelievedMs: > 0 } at ? at.BelievedMs + (long)time.GetElapsedTime(at.At).TotalMilliseconds : 0;

    /// <summary>To be given to the next one, after a restart.</summary>
    public AgeNote Note =>
        reading is { BelievedMs: > 0 } at ? new AgeNote(NowMs, (long)at.Leap.TotalMilliseconds, (long)at.Held.TotalMilliseconds) : default;

    /// <summary>Compares with the wall clock, which counts only when it is synchronised.</summary>
    public void Look(bool isSynchronised)
    {
        var (at, nowMs, passed, seen) = (time.GetTimestamp(), NowMs, time.GetElapsedTime(reading.At), reading);
        if (!isSynchronised)
        {
            reading = seen with { BelievedMs = nowMs, At = at };
            return;
        }

        var wallMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var leap = TimeSpan.FromMilliseconds(wallMs - nowMs);
        if (nowMs == 0 || leap.Duration() < LeapLeast)
        {
            reading = new Reading(wallMs, at, TimeSpan.Zero, TimeSpan.Zero);
            return;
        }

        // Another leap than the one that is waited for begins its own day.
        var held = (leap - seen.Leap).Duration() < LeapLeast ? seen.Held + passed : TimeSpan.Zero;
        reading = held >= HeldLeast ? new Reading(wallMs, at, TimeSpan.Zero, TimeSpan.Zero) : new Reading(nowMs, at, leap, held);
    }

    /// <summary>
    /// From when an event's age counts: 0 when its clock was not right. Never from long before now: a clock that has leapt back, or will be found to
    /// have, must not make an event look old that has only just come.
    /// </summary>
    public long BirthMs(EventDraft draft)
    {
        if (draft.Clock != ClockQuality.Synchronised)
        {
            return 0;
        }

        var (stampMs, nowMs) = (draft.Time.ToUnixTimeMilliseconds(), NowMs);
        return stampMs < nowMs - (long)LeapLeast.TotalMilliseconds ? nowMs : stampMs;
    }

    /// <param name="BelievedMs">The time at <paramref name="At"/>; 0 for none.</param>
    /// <param name="At">A timestamp of the monotonic clock.</param>
    /// <param name="Leap">What the wall clock is ahead (or behind), not believed yet.</param>
    /// <param name="Held">For how long it has been.</param>
    private sealed record Reading(long BelievedMs, long At, TimeSpan Leap, TimeSpan Held);
}
