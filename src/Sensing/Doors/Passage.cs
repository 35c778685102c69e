using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// From the first broken beam to the moment it is clear what happened. Whoever breaks the outer beam first and leaves through the
/// inner one has gone in, however often he went to and fro between; whoever leaves through the beam he came by has turned back.
/// </summary>
internal sealed class Passage(TimeSpan startedAt)
{
    // Between the two pulses of a body thinner than the beams' spacing.
    private static readonly TimeSpan PulseGapMax = TimeSpan.FromMilliseconds(150);

    // When an arm leaves the one beam as its body reaches the other, both are free for an instant.
    private static readonly TimeSpan NextBodyGap = TimeSpan.FromMilliseconds(100);

    // What breaks a beam for less is an insect, a leaf or a swinging strap.
    private static readonly TimeSpan PersonMin = TimeSpan.FromMilliseconds(60);

    // A body makes 4 edges, an arm before it 4 more; above that somebody went to and fro.
    private const int EdgesOfOnePersonMax = 8;

    private readonly TimeSpan begunAt = startedAt;
    private BeamLine? first;
    private BeamLine? last;
    private BeamLine? bodyFirst;
    private bool bodyOverlapped;
    private bool overlapped;
    private int edges;
    private TimeSpan freeFor;
    private TimeSpan brokenFor;
    private int lastPhase;

    /// <summary>Edges were lost, so the way is a guess.</summary>
    public bool IsDegraded { get; set; }

    /// <summary>A beam was reported blocked meanwhile.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>The last body that went through both beams.</summary>
    public Body? Body { get; set; }

    /// <summary>From the first break of the one beam to the first break of the other: how fast the front of it moves; null until then.</summary>
    public TimeSpan? LeadLag { get; private set; }

    public TimeSpan LastEdgeAt { get; private set; } = startedAt;

    /// <summary>The only beam that was broken; null when both were.</summary>
    public BeamLine? OnlyLine => !overlapped && first == last ? first : null;

    /// <summary>One beam, both, the other, none: nothing about it is odd.</summary>
    public bool IsPlain => edges == 4 && BodyWay is not null;

    /// <summary>Long enough to have been a person.</summary>
    public bool IsPerson => brokenFor >= PersonMin;

    /// <summary>The way of what broke the beams since they were last free; null when it turned back or never broke both at once.</summary>
    public Direction? BodyWay => bodyOverlapped && bodyFirst != last ? WayOut(last) : null;

    /// <summary>The way of it all; null when it did not go through.</summary>
    public Direction? Way => first != last && (overlapped || IsThinBody || IsDegraded) ? WayOut(last) : null;

    /// <summary>It broke one beam, then the other, and never both: thinner than the spacing, or a beam is out of line.</summary>
    private bool IsThinBody => edges == 4 && freeFor <= PulseGapMax;

    /// <summary>The beams changed.</summary>
    /// <param name="from">0 free, 1 outer only, 2 both, 3 inner only.</param>
    /// <param name="to">Likewise.</param>
    public void Step(int from, int to, TimeSpan at)
    {
        if (lastPhase == 0)
            freeFor = at - LastEdgeAt;
        else
            brokenFor += at - LastEdgeAt;

        (LastEdgeAt, lastPhase) = (at, to);
        edges++;
        if (from == 0)
        {
            if (freeFor > NextBodyGap)
                bodyFirst = Single(to);

            bodyFirst ??= Single(to);
            bodyOverlapped = false;
        }

        first ??= Single(to);
        last = Single(to) ?? last;
        LeadLag ??= to == 2 || first != last ? at - begunAt : null;
        overlapped |= to == 2;
        bodyOverlapped |= to == 2;
    }

    /// <summary>
    /// The levels are not what the edges had said. Most people who were in both beams have gone on, and who is found in both and
    /// then in one came by the other.
    /// </summary>
    public void Correct(int from, int to, TimeSpan at)
    {
        Step(from, to, at);
        if (to == 0 && overlapped)
            last = Other(first);
        else if (from == 2)
            first ??= Other(Single(to));
    }

    /// <summary>
    /// 0.99 when everything fits one person, times a factor for each doubt: lost edges 0.5; a beam that was blocked 0.6; a body
    /// thinner than the spacing 0.6; deeper than one person 0.9; speeds more than 3 times apart 0.9; to and fro 0.9.
    /// </summary>
    public double Confidence(double deepMetres)
    {
        var confidence = 0.99;
        confidence *= IsDegraded ? 0.5 : 1;
        confidence *= IsBlocked ? 0.6 : 1;
        confidence *= overlapped ? 1 : 0.6;
        confidence *= Body?.DepthMetres > deepMetres ? 0.9 : 1;
        confidence *= Body is { IsEven: false } ? 0.9 : 1;
        confidence *= edges > EdgesOfOnePersonMax ? 0.9 : 1;
        return Math.Round(confidence, 2);
    }

    private static BeamLine? Single(int phase) => phase switch
    {
        1 => BeamLine.Outer,
        3 => BeamLine.Inner,
        _ => null,
    };

    private static BeamLine? Other(BeamLine? line) => line is null ? null : (BeamLine)(1 - (int)line);

    private static Direction WayOut(BeamLine? last) => last == BeamLine.Inner ? Direction.In : Direction.Out;
}
