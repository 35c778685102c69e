using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Two light beams across a doorway, one behind the other: decides from their edges who went in, who went out and who turned
/// back. Pure and driven by time: the same edges give the same findings. A finding list is valid until the next call.
/// </summary>
public sealed partial class BeamPair(BeamPairSettings settings)
{
    // Hold for what may still be an arm of the same person: half as long again as the longest gap within one person.
    private const double HoldMargin = 1.5;

    private readonly List<BeamFinding> findings = new(4);
    private Beam outer = new();
    private Beam inner = new();
    private Passage? passage;
    private TimeSpan? decideAt;
    private Body? previous;
    private TimeSpan entryGap;

    /// <summary>Edges that told nothing new: the one before them was lost.</summary>
    public long EdgesLost { get; private set; }

    /// <summary>Passages that lost edges made undecidable; they are counted nowhere else.</summary>
    public long Undecided { get; private set; }

    /// <summary>When <see cref="Advance"/> will have something to decide; null while only an edge can bring news.</summary>
    public TimeSpan? NextDeadline => Earliest(decideAt, Earliest(BlockedAt(outer), BlockedAt(inner)));

    /// <summary>0 free, 1 outer only, 2 both, 3 inner only: one step apart when one beam changes.</summary>
    private int Phase => (outer.IsActive, inner.IsActive) switch
    {
        (false, false) => 0,
        (true, false) => 1,
        (true, true) => 2,
        (false, true) => 3,
    };

    /// <summary>A beam's level as the pair believes it.</summary>
    public bool IsActive(BeamLine line) => line == BeamLine.Outer ? outer.IsActive : inner.IsActive;

    /// <summary>One edge.</summary>
    /// <param name="active">The level after it: true is broken.</param>
    public IReadOnlyList<BeamFinding> Observe(BeamLine line, bool active, TimeSpan at)
    {
        findings.Clear();
        Settle(at);
        if (IsActive(line) == active)
        {
            // The edge between was lost: put it in just before this one.
            EdgesLost++;
            Correct(line == BeamLine.Outer ? !active : outer.IsActive, line == BeamLine.Inner ? !active : inner.IsActive, at);
        }

        Change(line, active, at);
        return findings;
    }

    /// <summary>Time has passed without an edge.</summary>
    public IReadOnlyList<BeamFinding> Advance(TimeSpan now)
    {
        findings.Clear();
        Settle(now);
        return findings;
    }

    /// <summary>Edges are missing: what is going on in the beams is a guess from here on.</summary>
    public void LoseEdges() => passage?.IsDegraded = true;

    /// <summary>The levels as they were read, at the start and after edges were lost.</summary>
    public IReadOnlyList<BeamFinding> Resync(bool outerActive, bool innerActive, TimeSpan at)
    {
        findings.Clear();
        Settle(at);
        Correct(outerActive, innerActive, at);
        return findings;
    }

    private void Correct(bool outerActive, bool innerActive, TimeSpan at)
    {
        passage?.IsDegraded = true;
        var before = Phase;
        outer.Set(outerActive, at);
        inner.Set(innerActive, at);
        if (Phase != before)
        {
            decideAt = null;
            (passage ??= new Passage(at) { IsDegraded = true }).Correct(before, Phase, at);
        }

        FinishIfFree(at);
    }

    private void Change(BeamLine line, bool active, TimeSpan at)
    {
        var before = Phase;
        decideAt = null;
        if (passage is null)
        {
            passage = new Passage(at) { IsDegraded = before != 0 };
            entryGap = at - (line == BeamLine.Outer ? outer : inner).ClearedAt;
        }

        if (line == BeamLine.Outer)
            outer.Set(active, at);
        else
            inner.Set(active, at);

        passage.Step(before, Phase, at);
        FinishIfFree(at);
    }

    private void FinishIfFree(TimeSpan at)
    {
        if (Phase != 0 || passage is null)
        {
            return;
        }

        Unblock(at);
        if (passage.BodyWay is { } way)
        {
            passage.Body = way == Direction.In
                ? Body.Measure(way, outer, inner, settings.SpacingMetres)
                : Body.Measure(way, inner, outer, settings.SpacingMetres);
        }

        // Anything odd (an arm, chatter) waits a moment: what frees both beams may be the gap between an arm and its body.
        if ((passage.IsDegraded && passage.Way is not null) || (passage is { IsPlain: true, Body: { IsEven: true } body } && body.DepthMetres >= settings.BodyDepthMetresMin))
            Decide();
        else
            decideAt = at + HoldFor(passage);
    }

    private TimeSpan HoldFor(Passage undecided)
    {
        var speed = undecided.LeadLag is { } lag ? Body.Speed(lag, settings.SpacingMetres) : 0;
        speed = Math.Min(speed, undecided.Body?.TrailSpeed ?? speed);
        var untilTooFar = HoldMargin * settings.SamePersonGapMetres / speed;
        return untilTooFar < settings.HoldFor.TotalSeconds ? TimeSpan.FromSeconds(untilTooFar) : settings.HoldFor;
    }

    /// <summary>Decides what time alone decides.</summary>
    private void Settle(TimeSpan now)
    {
        if (decideAt <= now)
        {
            Decide();
        }

        Block(ref outer, BeamLine.Outer, now);
        Block(ref inner, BeamLine.Inner, now);
    }

    private void Decide()
    {
        var done = passage!;
        (passage, decideAt) = (null, null);
        NoticeOneSided(done);
        if (WayOf(done) is { } direction)
            Count(done, direction);
        else if (done.IsDegraded)
            Undecided++;
        else if (done.IsPerson && !done.IsBlocked && !IsTailOfPrevious(done))
            findings.Add(new BeamFinding(BeamFindingKind.UTurn, done.LastEdgeAt));
    }

    // A whole body speaks for itself, whatever the passage began with; an arm only together with what followed.
    private Direction? WayOf(Passage done) =>
        done.Body?.DepthMetres >= settings.BodyDepthMetresMin && done.BodyWay is { } way ? way : done.Way;

    private void Count(Passage done, Direction direction)
    {
        var isTail = previous?.Direction == direction && IsTailOfPrevious(done);
        previous = done.Body ?? previous;
        if (!isTail)
        {
            findings.Add(new BeamFinding(
                BeamFindingKind.Crossing, done.LastEdgeAt, direction, done.Confidence(settings.TrolleyDepthMetresMin)));
        }
    }

    /// <summary>A bag, an arm or chatter behind a person who has been counted, or the one who pushes a trolley that has been.</summary>
    private bool IsTailOfPrevious(Passage done)
    {
        if (previous is not { } ahead)
        {
            return false;
        }

        var gapMetres = Math.Max(ahead.TrailSpeed, done.Body?.LeadSpeed ?? 0) * entryGap.TotalSeconds;
        return gapMetres < settings.SamePersonGapMetres || (IsTrolley(ahead) && gapMetres < settings.PusherGapMetresMax);
    }

    // Twice the depth of a trolley is somebody who paused in the beams, and who follows him is a person.
    private bool IsTrolley(Body body) =>
        body.DepthMetres >= settings.TrolleyDepthMetresMin && body.DepthMetres < 2 * settings.TrolleyDepthMetresMin && body.Unevenness < 1.6;

    private static TimeSpan? Earliest(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b : a;
}
