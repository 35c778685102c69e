using EdgeGateway.Events;

namespace EdgeGateway.Uplink;

/// <summary>
/// Decides when a silent hub is asked again by repeating its oldest missing events. Pure: time comes in as elapsed time.
/// </summary>
internal sealed class HubProgress(TimeSpan resendAfter)
{
    /// <summary>How many numbers the first repeat covers.</summary>
    public const int RunMin = 64;

    private const int RunMax = 16_384;
    private const int PauseFactorMax = 16;

    private TimeSpan owedSince;
    private bool isOwed;
    private int pauseFactor = 1;
    private int run = RunMin;
    private long repeatEnd;

    /// <summary>The hub's word has moved to <paramref name="settled"/>.</summary>
    public void Moved(long settled, TimeSpan now)
    {
        (pauseFactor, owedSince) = (1, now);
        if (settled == repeatEnd)
        {
            // Exactly to the end of the repeat: what follows is missing as well, so it goes at once, and more of it.
            (run, owedSince) = (Math.Min(run * 4, RunMax), now - resendAfter);
        }
        else if (settled > repeatEnd)
        {
            // What follows had arrived: the hole is mended.
            (run, isOwed) = (RunMin, false);
        }
    }

    /// <summary>Asked when nothing is left to send: the numbers to send again now, or null.</summary>
    public SequenceRange? Check(long settled, long highestDelivered, TimeSpan now)
    {
        if (highestDelivered <= settled)
        {
            isOwed = false;
            return null;
        }

        if (!isOwed)
        {
            (isOwed, owedSince) = (true, now);
            return null;
        }

        if (now - owedSince < resendAfter * pauseFactor)
        {
            return null;
        }

        owedSince = now;
        pauseFactor = Math.Min(pauseFactor * 2, PauseFactorMax);
        repeatEnd = settled + run;
        return new SequenceRange(settled + 1, repeatEnd);
    }
}
