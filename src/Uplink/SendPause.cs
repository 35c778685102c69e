namespace EdgeGateway.Uplink;

/// <summary>Whether events may be sent now. After a refusal they pause, longer each time; then one at a time asks.</summary>
internal sealed class SendPause
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan length = First;

    /// <summary>Not before; null when nothing is in the way.</summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>Why events wait; empty while they do not.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The broker refused: true when this is news, false for the rest of the same window.</summary>
    public bool Begin(TimeSpan now, TimeSpan? fixedLength, string reason)
    {
        Reason = reason;
        if (Until > now)
        {
            return false;
        }

        Until = now + (fixedLength ?? length);
        length = length * 2 < Longest ? length * 2 : Longest;
        return true;
    }

    /// <summary>The broker took one: full speed again. True when there was a pause.</summary>
    public bool End()
    {
        var wasPaused = Until is not null;
        (Until, length, Reason) = (null, First, "");
        return wasPaused;
    }

    /// <summary>May the next event go, with this many under way?</summary>
    public bool Allows(TimeSpan now, int underWay) => Until is not { } until || (now >= until && underWay == 0);
}
