using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>How a beam pair fares against simulated people whose ways are known.</summary>
internal sealed record DoorAccuracy(int Crossings, int Missed, int Extra, int WrongWay, int SureAndWrong, int Sure)
{
    /// <summary>What makes findings of edges.</summary>
    public delegate List<BeamFinding> Counter(double spacing, List<(BeamLine Line, bool Active, TimeSpan At)> edges);

    /// <summary>1 - errors / true count, the way a manual count is judged.</summary>
    public double Share => 1 - ((Missed + Extra + WrongWay) / (double)Math.Max(1, Crossings));

    public static DoorAccuracy OfCrossings(int seed, int crossingsMin, bool withFollowers, Counter counter)
    {
        var walker = new SimulatedWalker(seed);
        var (crossings, missed, extra, wrong, sureWrong, sure) = (0, 0, 0, 0, 0, 0);
        var edges = new List<(BeamLine, bool, TimeSpan)>();
        while (crossings < crossingsMin)
        {
            edges.Clear();
            var spacing = walker.NextSpacing();
            var truth = walker.Cross(spacing, withFollowers, edges);
            var counted = counter(spacing, edges).Where(one => one.Kind == BeamFindingKind.Crossing).ToList();
            crossings += truth.Count;
            missed += Math.Max(0, truth.Count - counted.Count);
            extra += Math.Max(0, counted.Count - truth.Count);
            var wrongHere = counted.Take(truth.Count).Count(one => one.Direction != truth[0]);
            wrong += wrongHere;
            sure += counted.Count(one => one.Confidence >= 0.9);
            sureWrong += counted.Where((one, i) => one.Confidence >= 0.9 && (i >= truth.Count || one.Direction != truth[0])).Count();
        }

        return new DoorAccuracy(crossings, missed, extra, wrong, sureWrong, sure);
    }

    /// <summary>Counts made of people who all turned back, and the U-turns noticed.</summary>
    public static (int FalseCounts, int Noticed) OfUTurns(int seed, int turns, Counter counter)
    {
        var walker = new SimulatedWalker(seed);
        var (falseCounts, noticed) = (0, 0);
        for (var i = 0; i < turns; i++)
        {
            var edges = new List<(BeamLine, bool, TimeSpan)>();
            var spacing = walker.NextSpacing();
            walker.TurnBack(spacing, edges);
            var findings = counter(spacing, edges);
            falseCounts += findings.Count(one => one.Kind == BeamFindingKind.Crossing);
            noticed += findings.Count(one => one.Kind == BeamFindingKind.UTurn);
        }

        return (falseCounts, noticed);
    }

    /// <summary>Our beam pair.</summary>
    public static List<BeamFinding> Findings(double spacing, List<(BeamLine Line, bool Active, TimeSpan At)> edges)
    {
        // The configuration says what was measured with a ruler; the truth is within half a centimetre.
        var pair = new BeamPair(new BeamPairSettings { SpacingMetres = Math.Round(spacing, 2) });
        var findings = new List<BeamFinding>();
        foreach (var (line, active, at) in edges)
        {
            findings.AddRange(pair.Observe(line, active, at));
        }

        findings.AddRange(pair.Advance(TimeSpan.FromMinutes(1)));
        return findings;
    }
}
