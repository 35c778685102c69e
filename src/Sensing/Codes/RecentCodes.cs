namespace EdgeGateway.Sensing.Codes;

/// <summary>Codes just scanned, so that a scanner that reads one again and again tells it once. They stay in memory, here, for <paramref name="debounce"/>.</summary>
internal sealed class RecentCodes(TimeSpan debounce)
{
    /// <summary>Nobody scans more within a few seconds; the longest unseen makes room.</summary>
    public const int CodesMax = 16;

    private readonly List<(string Code, TimeSpan SeenAt)> codes = new(CodesMax);

    /// <summary>True when this code was not here within the debounce time.</summary>
    public bool IsNew(string code, TimeSpan now)
    {
        codes.RemoveAll(one => now - one.SeenAt >= debounce);
        var known = codes.FindIndex(one => one.Code == code);
        if (known >= 0)
            codes.RemoveAt(known);
        else if (codes.Count == CodesMax)
            codes.RemoveAt(0);

        codes.Add((code, now));
        return known < 0;
    }
}
