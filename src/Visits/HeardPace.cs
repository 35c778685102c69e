namespace EdgeGateway.Visits;

/// <summary>Which of the looks at a visitor's strength the hub hears of: the first, every change, the one after a change, and now and then one all the same.</summary>
internal sealed class HeardPace
{
    private double? toldDbm;
    private TimeSpan? toldAt;
    private bool toldChange;

    /// <summary>True when <paramref name="dbm"/> is to be told; null means that nobody hears the visitor.</summary>
    public bool Passes(double? dbm, TimeSpan at, VisitOptions options)
    {
        var changed = toldAt is null || HasChanged(dbm, options);

        // A hub that waits whether a change lasts needs a second word of it. Silence that lasts is told by telling nothing.
        if (!changed && !toldChange && (dbm is null || at - toldAt < options.HeardAtLeastEvery))
        {
            return false;
        }

        (toldDbm, toldAt, toldChange) = (dbm, at, changed);
        return true;
    }

    private bool HasChanged(double? dbm, VisitOptions options) =>
        dbm is { } now && toldDbm is { } before ? Math.Abs(now - before) >= options.HeardStepDb : dbm is null != toldDbm is null;
}
