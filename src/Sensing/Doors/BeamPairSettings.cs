namespace EdgeGateway.Sensing.Doors;

/// <summary>The geometry and the times a <see cref="BeamPair"/> decides by.</summary>
public sealed record BeamPairSettings
{
    /// <summary>Distance between the two beams along the walking direction; speed and depth of a body follow from it.</summary>
    public double SpacingMetres { get; init; } = 0.08;

    /// <summary>A beam broken for longer than this is blocked by a thing.</summary>
    public TimeSpan BlockedAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an undecided passage waits for what may follow it: an arm before the body, the second beam after the first.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>
    /// A gap shorter than this lies within one person (arm and body, bag and back). Two people in a tight queue keep at least
    /// 20 cm between their bodies at the height of the chest.
    /// </summary>
    public double SamePersonGapMetres { get; init; } = 0.10;

    /// <summary>A body shallower than this may be an arm that runs ahead, so the decision waits <see cref="HoldFor"/>.</summary>
    public double BodyDepthMetresMin { get; init; } = 0.12;

    /// <summary>What is deeper than this is no single body: a trolley or a pram with its pusher behind it.</summary>
    public double TrolleyDepthMetresMin { get; init; } = 0.75;

    /// <summary>The pusher follows a trolley within an arm's length.</summary>
    public double PusherGapMetresMax { get; init; } = 0.55;

    /// <summary>So many passages in a row that break one beam only say that the other beam sees nothing.</summary>
    public int OneSidedPassagesMax { get; init; } = 20;
}
