namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// One beam, or one distance, across a door: passages without a direction. Pure and driven by time; a finding list is valid until the next call.
/// </summary>
internal sealed class PassageCounter(PassageSettings settings)
{
    private readonly List<DoorFinding> findings = [];
    private TimeSpan since;
    private TimeSpan brokenFor;
    private bool isBlocked;

    public bool IsBroken { get; private set; }

    /// <summary>When time alone decides something.</summary>
    public TimeSpan? NextDeadline => IsBroken
        ? isBlocked ? null : since + settings.BlockedAfter
        : brokenFor > TimeSpan.Zero ? since + settings.GapMax : null;

    /// <summary>Broken or free from now on; the same as before says nothing.</summary>
    public IReadOnlyList<DoorFinding> Observe(bool isBroken, TimeSpan at)
    {
        findings.Clear();
        Decide(at);
        if (isBroken == IsBroken)
            return findings;

        // A level that was read may be stamped after an edge that was still on its way.
        at = at > since ? at : since;
        if (!isBroken)
            brokenFor += at - since;
        (IsBroken, since) = (isBroken, at);
        if (isBlocked)
        {
            // Whatever stood there is no passage.
            (isBlocked, brokenFor) = (false, TimeSpan.Zero);
            findings.Add(new DoorFinding(DoorFindingKind.Cleared, at));
        }

        return findings;
    }

    public IReadOnlyList<DoorFinding> Advance(TimeSpan now)
    {
        findings.Clear();
        Decide(now);
        return findings;
    }

    private void Decide(TimeSpan now)
    {
        if (IsBroken && !isBlocked && now - since >= settings.BlockedAfter)
        {
            isBlocked = true;
            findings.Add(new DoorFinding(DoorFindingKind.Blocked, now));
        }
        else if (!IsBroken && brokenFor > TimeSpan.Zero && now - since >= settings.GapMax)
        {
            if (brokenFor >= settings.BreakMin)
                findings.Add(new DoorFinding(DoorFindingKind.Passage, since));
            brokenFor = TimeSpan.Zero;
        }
    }
}
