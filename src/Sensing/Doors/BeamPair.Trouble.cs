namespace EdgeGateway.Sensing.Doors;

/// <content>What is wrong with the beams themselves: a thing in the way, a beam that sees nothing.</content>
public sealed partial class BeamPair
{
    private BeamLine? oneSided;
    private BeamLine? sightless;
    private int oneSidedPassages;

    private void NoticeOneSided(Passage done)
    {
        if (done.OnlyLine is not { } only || !done.IsPerson)
        {
            oneSidedPassages = done.OnlyLine is null ? 0 : oneSidedPassages;
            if (done.OnlyLine is null && sightless is { } healed)
            {
                sightless = null;
                findings.Add(new BeamFinding(BeamFindingKind.TwoSided, done.LastEdgeAt, Line: healed));
            }

            return;
        }

        oneSidedPassages = oneSided == only ? oneSidedPassages + 1 : 1;
        oneSided = only;
        if (oneSidedPassages == settings.OneSidedPassagesMax)
        {
            sightless = only == BeamLine.Outer ? BeamLine.Inner : BeamLine.Outer;
            findings.Add(new BeamFinding(BeamFindingKind.OneSided, done.LastEdgeAt, Line: sightless.Value));
        }
    }

    private TimeSpan? BlockedAt(in Beam beam) => beam.IsActive && !beam.IsReportedBlocked ? beam.Since + settings.BlockedAfter : null;

    private void Block(ref Beam beam, BeamLine line, TimeSpan now)
    {
        if (BlockedAt(beam) is { } at && at <= now)
        {
            beam.IsReportedBlocked = true;
            passage?.IsBlocked = true;
            findings.Add(new BeamFinding(BeamFindingKind.Blocked, at, Line: line));
        }
    }

    private void Unblock(TimeSpan at)
    {
        if (outer.IsReportedBlocked || inner.IsReportedBlocked)
        {
            outer.IsReportedBlocked = inner.IsReportedBlocked = false;
            findings.Add(new BeamFinding(BeamFindingKind.Cleared, at));
            if (sightless is { } still)
            {
                // What stood there has gone, which mends no beam.
                findings.Add(new BeamFinding(BeamFindingKind.OneSided, at, Line: still));
            }
        }
    }
}
