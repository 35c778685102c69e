namespace EdgeGateway.Tests.Simulation.SharedStore;

/// <summary>A walk through a store 20 m long, as places at times: in at the door, to the back, a while between the two gateways, out again.</summary>
internal sealed class StoreWalk(params (double Second, double Metre)[] steps)
{
    /// <summary>Where the two radios are.</summary>
    public const double DoorMetre = 0;
    public const double BackMetre = 20;

    /// <summary>Comes from the street, looks around at the door, spends two minutes at the back and five in the middle, and goes.</summary>
    public static StoreWalk ThroughTheStore { get; } =
        new((0, -40), (30, 0), (90, 0), (110, 20), (230, 20), (240, 10), (540, 10), (550, 0), (570, 0), (600, -60));

    /// <summary>The same with four minutes at the back, so that there is time for what came late.</summary>
    public static StoreWalk WithALongStayAtTheBack { get; } =
        new((0, -40), (30, 0), (90, 0), (110, 20), (350, 20), (360, 10), (540, 10), (550, 0), (570, 0), (600, -60));

    public double Ends => steps[^1].Second;

    public double MetreAt(double second)
    {
        for (var i = 1; i < steps.Length; i++)
        {
            var ((from, here), (to, there)) = (steps[i - 1], steps[i]);
            if (second <= to)
            {
                return here + ((there - here) * Math.Clamp((second - from) / (to - from), 0, 1));
            }
        }

        return steps[^1].Metre;
    }
}
