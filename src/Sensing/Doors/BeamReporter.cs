using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Puts a beam pair's findings into the vocabulary: crossings, U-turns, and what is wrong with the beams.</summary>
internal sealed class BeamReporter(BeamDoorOptions options, SensorVitals vitals, SightingQueue sightings)
{
    public void Begin(TimeSpan now, CancellationToken stopping)
    {
        vitals.Alive(now, newSignals: 0);
        sightings.Add(vitals.Becomes(SensorCondition.Working, now, "both beams are being watched", ""), stopping);
    }

    public void Add(IReadOnlyList<BeamFinding> findings, CancellationToken stopping)
    {
        // By index: a list behind an interface would allocate its enumerator for every edge.
        for (var i = 0; i < findings.Count; i++)
        {
            sightings.Add(SightingOf(findings[i]), stopping);
        }
    }

    private Sighting? SightingOf(in BeamFinding found) => found.Kind switch
    {
        BeamFindingKind.Crossing =>
            new DoorCrossing(options.Name, found.At, options.DoorName, options.Zone, found.Direction, found.Confidence),
        BeamFindingKind.UTurn => new DoorUTurn(options.Name, found.At, options.DoorName),
        BeamFindingKind.Blocked => vitals.Becomes(
            SensorCondition.Blocked, found.At, $"the {NameOf(found.Line)} beam has been broken for {options.BlockedAfter.TotalSeconds:0} s",
            $"clear the doorway of door {options.DoorName}; if it is clear, check the {NameOf(found.Line)} beam's emitter, its supply and its aim"),
        BeamFindingKind.Cleared => vitals.Becomes(SensorCondition.Working, found.At, "both beams are free again", ""),
        BeamFindingKind.OneSided => vitals.Becomes(
            SensorCondition.Failed, found.At, $"the {NameOf(found.Line)} beam sees nothing of those who break the other one",
            $"check the wire of line {LineOf(found.Line)} and the {NameOf(found.Line)} receiver; if people only stop at the door, nothing is wrong"),
        _ => vitals.Becomes(SensorCondition.Working, found.At, $"the {NameOf(found.Line)} beam sees again", ""),
    };

    private int LineOf(BeamLine line) => line == BeamLine.Outer ? options.Outer : options.Inner;

    private static string NameOf(BeamLine line) => line == BeamLine.Outer ? "outer" : "inner";
}
