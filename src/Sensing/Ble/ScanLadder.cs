namespace EdgeGateway.Sensing;

/// <summary>
/// Decides what to do about silence, by time alone: repeat the scan commands after a third of the limit (another process may have
/// switched scanning off), reset the adapter after two thirds (it may hang), report at the limit, and go on resetting ever less often.
/// </summary>
internal sealed class ScanLadder(TimeSpan silentAfter)
{
    /// <summary>A silent adapter is reset at least this often; it may be a quiet night.</summary>
    public static readonly TimeSpan ResetEveryMax = TimeSpan.FromMinutes(10);

    /// <summary>A reset that was refused (rfkill, missing rights) did nothing, and is tried again after this.</summary>
    public static readonly TimeSpan ResetAgainAfterRefusal = TimeSpan.FromSeconds(30);

    private TimeSpan lastHeard;
    private TimeSpan nextReset;
    private TimeSpan resetEvery;
    private int rung;

    /// <summary>Since when nothing was heard.</summary>
    public TimeSpan SilentSince => lastHeard;

    /// <summary>An advertisement, or the start.</summary>
    public void Heard(TimeSpan at)
    {
        lastHeard = at;
        rung = 0;
    }

    /// <summary>The reset of the last step did not happen.</summary>
    public void ResetRefused(TimeSpan at)
    {
        if (rung == 3)
        {
            resetEvery = ResetAgainAfterRefusal;
            nextReset = at + resetEvery;
        }
    }

    /// <summary>The step that is due now; each is given once.</summary>
    public ScanStep Next(TimeSpan now)
    {
        var silence = now - lastHeard;
        switch (rung)
        {
            case 0 when silence >= silentAfter / 3:
                rung = 1;
                return ScanStep.RepeatScan;
            case 1 when silence >= silentAfter * 2 / 3:
                rung = 2;
                return ScanStep.Reset;
            case 2 when silence >= silentAfter:
                rung = 3;
                resetEvery = TimeSpan.FromMinutes(1);
                nextReset = now + resetEvery;
                return ScanStep.ReportSilent;
            case 3 when now >= nextReset:
                resetEvery = resetEvery * 2 < ResetEveryMax ? resetEvery * 2 : ResetEveryMax;
                nextReset = now + resetEvery;
                return ScanStep.Reset;
            default:
                return ScanStep.None;
        }
    }
}
