namespace EdgeGateway.Devices.Simulated;

/// <summary>One person's way through, or into, a door: where the middle of the body is at any time.</summary>
internal sealed class DoorWalk
{
    // Where nothing is seen any more by any sensor.
    internal const double FarMetres = 2.2;

    private readonly double start;
    private readonly double speed;
    private readonly int way;
    private readonly double sway;
    private readonly double phase;
    private readonly double lane;
    private readonly double drift;
    private readonly double holdAt;
    private readonly double holdFor;
    private readonly bool goesBack;

    /// <param name="holdAt">Where, in metres along the own way, it stands still; infinity for nowhere.</param>
    internal DoorWalk(Dice dice, double start, double speed, bool isInward, double lane, double holdAt = double.PositiveInfinity, double holdFor = 0, bool goesBack = false)
    {
        (this.start, this.speed, way, this.lane) = (start, speed, isInward ? 1 : -1, lane);
        (this.holdAt, this.holdFor, this.goesBack) = (holdAt, holdFor, goesBack);
        (sway, phase, drift) = (dice.Between(0, 0.03), dice.Between(0, 6.28), dice.Between(-0.08, 0.08));
    }

    internal bool IsInward => way > 0;

    /// <summary>When the middle of the body is in the middle of the door; of those who go back, never.</summary>
    internal double? ThroughAt => goesBack ? null : start + (FarMetres / speed) + (holdAt <= 0 ? holdFor : 0);

    internal double End => goesBack
        ? start + (2 * (FarMetres + holdAt) / speed) + holdFor
        : start + (2 * FarMetres / speed) + (double.IsInfinity(holdAt) ? 0 : holdFor);

    internal bool IsPresent(double t) => t >= start && t <= End;

    internal double Lane(double t) => lane + (drift * Along(t)) + (0.02 * Math.Sin((5.6 * t) + phase));

    /// <summary>Metres along x.</summary>
    internal double X(double t) => way * (Along(t) + (sway * Math.Sin((2 * Math.PI * 1.8 * (t - start)) + phase) * Math.Min(1, speed)));

    /// <summary>Steps, in radians: what swings the arms and legs.</summary>
    internal double Stride(double t) => IsStill(t) ? phase : phase + (Along(t) * 2 * Math.PI / 1.3);

    private bool IsStill(double t) => t > HoldsFrom && t < HoldsFrom + holdFor;

    private double HoldsFrom => start + ((FarMetres + holdAt) / speed);

    private double Along(double t)
    {
        if (t <= HoldsFrom)
            return -FarMetres + (speed * (t - start));
        if (t <= HoldsFrom + holdFor)
            return holdAt + (0.015 * Math.Sin(2.2 * (t - HoldsFrom)));
        return goesBack ? holdAt - (speed * (t - HoldsFrom - holdFor)) : holdAt + (speed * (t - HoldsFrom - holdFor));
    }
}
