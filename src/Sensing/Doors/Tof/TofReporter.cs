using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Puts what a time-of-flight counter finds, and what is wrong with its view, into the vocabulary.</summary>
internal sealed class TofReporter(TofDoorOptions options, SensorVitals vitals, SightingQueue sightings)
{
    private readonly TofWatch watch = new(options);

    public void Begin(TimeSpan now, CancellationToken stopping)
    {
        vitals.Alive(now, newSignals: 0);
        sightings.Add(vitals.Becomes(SensorCondition.Working, now, "the VL53L1X answers, it looks for the floor", ""), stopping);
    }

    /// <param name="found">So many findings the counter made of this reading.</param>
    public void Look(in TofReading reading, TofCounter counter, int found, CancellationToken stopping)
    {
        vitals.Alive(reading.At, newSignals: found);
        if (watch.Observe(reading, counter) is { } news)
            sightings.Add(vitals.Becomes(news.Condition, reading.At, news.Reason, news.Remedy), stopping);
    }

    public void Tell(IReadOnlyList<DoorFinding> findings, CancellationToken stopping)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            sightings.Add(SightingOf(findings[i]), stopping);
        }
    }

    private Sighting? SightingOf(in DoorFinding found) => found.Kind switch
    {
        DoorFindingKind.Crossing => new DoorCrossing(options.Name, found.At, options.DoorName, options.Zone, found.Direction, found.Confidence),
        DoorFindingKind.UTurn => new DoorUTurn(options.Name, found.At, options.DoorName),
        _ => null, // The watch tells of what stays in the door.
    };
}
