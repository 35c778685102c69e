namespace EdgeGateway.Sensing.Doors;

/// <summary>One beam's level and the times of its last edges.</summary>
internal struct Beam()
{
    // A receiver at the edge of its light chatters; breaks that follow each other closer than this are one.
    private static readonly TimeSpan ChatterGap = TimeSpan.FromMilliseconds(20);

    public bool IsActive { get; private set; }

    /// <summary>When the present or last break began, chatter bridged.</summary>
    public TimeSpan Since { get; private set; } = TimeSpan.FromDays(-1);

    /// <summary>When the last break ended.</summary>
    public TimeSpan ClearedAt { get; private set; } = TimeSpan.FromDays(-1);

    public bool IsReportedBlocked { get; set; }

    /// <summary>How long the last break lasted.</summary>
    public readonly TimeSpan Lasted => ClearedAt - Since;

    public void Set(bool active, TimeSpan at)
    {
        // A level that is read again ends no break; nor does the first one, and the break that follows it begins when it begins.
        if (!active && IsActive)
            ClearedAt = at;
        else if (active && at - ClearedAt > ChatterGap)
            Since = at;
        IsActive = active;
    }
}
