using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>What a first program for two beams does: when both are broken, the one that broke first says the way.</summary>
internal static class FirstBeamCounter
{
    public static List<BeamFinding> Count(double spacing, List<(BeamLine Line, bool Active, TimeSpan At)> edges)
    {
        var counted = new List<BeamFinding>();
        var (outer, inner, isCounted) = (false, false, false);
        foreach (var (line, active, at) in edges)
        {
            if (line == BeamLine.Outer)
                outer = active;
            else
                inner = active;

            if (outer && inner && !isCounted)
            {
                isCounted = true;
                counted.Add(new BeamFinding(BeamFindingKind.Crossing, at, line == BeamLine.Inner ? Direction.In : Direction.Out, 1));
            }

            isCounted &= outer || inner;
        }

        return counted;
    }
}
