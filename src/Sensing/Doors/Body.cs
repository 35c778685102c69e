using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>What has just gone through both beams, as far as the four edge times tell.</summary>
/// <param name="LeadSpeed">Metres per second, from the order in which the beams broke.</param>
/// <param name="TrailSpeed">Metres per second, from the order in which they came free.</param>
/// <param name="DepthMetres">Along the walking direction.</param>
internal readonly record struct Body(Direction Direction, double LeadSpeed, double TrailSpeed, double DepthMetres)
{
    // Kernel debounce moves an edge by a few milliseconds; a lag below this would be a runner faster than 16 m/s.
    private static readonly TimeSpan LagMin = TimeSpan.FromMilliseconds(5);

    // Nobody walks slower than this through a door; a longer lag is a pause.
    private const double SpeedMin = 0.05;

    /// <summary>The two speeds tell one story; otherwise somebody paused, or an arm was as deep as the beams are apart.</summary>
    public bool IsEven => Unevenness <= 3;

    /// <summary>How far the two speeds are apart: 1 for even steps.</summary>
    public double Unevenness => Math.Max(LeadSpeed, TrailSpeed) / Math.Min(LeadSpeed, TrailSpeed);

    public static Body Measure(Direction direction, in Beam entry, in Beam exit, double spacingMetres)
    {
        var lead = Speed(exit.Since - entry.Since, spacingMetres);
        var trail = Speed(exit.ClearedAt - entry.ClearedAt, spacingMetres);
        var lasted = (entry.Lasted + exit.Lasted).TotalSeconds / 2;
        return new Body(direction, lead, trail, (lead + trail) / 2 * lasted);
    }

    public static double Speed(TimeSpan lag, double metres) => Math.Max(SpeedMin, metres / (lag > LagMin ? lag : LagMin).TotalSeconds);
}
