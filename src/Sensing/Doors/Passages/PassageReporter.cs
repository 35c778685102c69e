using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Puts what a passage counter finds into the vocabulary.</summary>
/// <param name="what">What is broken when somebody passes: "the beam".</param>
/// <param name="remedy">What to do when it stays so.</param>
internal sealed class PassageReporter(string sensor, string door, string what, string remedy, TimeSpan blockedAfter, SensorVitals vitals, SightingQueue sightings)
{
    public void Add(IReadOnlyList<DoorFinding> findings, CancellationToken stopping)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            var at = findings[i].At;
            vitals.Alive(at);
            sightings.Add(findings[i].Kind switch
            {
                DoorFindingKind.Passage => new DoorPassage(sensor, at, door),
                DoorFindingKind.Blocked => vitals.Becomes(SensorCondition.Blocked, at, $"{what} has been broken for {blockedAfter.TotalSeconds:0} s", remedy),
                _ => vitals.Becomes(SensorCondition.Working, at, $"{what} is free again", ""),
            }, stopping);
        }
    }
}
