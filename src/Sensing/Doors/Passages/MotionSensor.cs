using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A motion detector at a door. It counts nobody: it says when people move and the door's counter finds none of them.</summary>
public sealed class MotionSensor(MotionOptions options, IHardware hardware) : ISensor
{
    private const string FamilyName = "doors";

    // Its state outlives the device: a detector that is opened anew has forgotten nothing.
    private readonly DoorWitness witness = new(options.SuspectAfter);
    private bool isSuspected;

    public string Name => options.Name;

    public string Family => FamilyName;

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, options.SilentAfter);

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var lines = hardware.OpenGpioLines(options.LinesSettings);
        var level = new LevelWatch(lines, options.Line, hardware.Clock);
        Vitals.Alive(hardware.Clock.SinceBoot, newSignals: 0);
        if (!isSuspected)
            sightings.Add(Vitals.Becomes(SensorCondition.Working, hardware.Clock.SinceBoot, "motion is being watched", ""), stopping);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (level.Next(deadline: null, out var isMoving, out var at))
                {
                    Vitals.Alive(at, newSignals: 0);
                    witness.Observe(isMoving, at);
                }

                if (sightings.CountedAt(options.Door) is { } counted)
                    witness.Counted(counted);
                Judge(hardware.Clock.SinceBoot, sightings, stopping);
            }
        }
        finally
        {
            // Also when the chip went away: what happens until it is back, nobody has seen.
            witness.Observe(moving: false, hardware.Clock.SinceBoot);
        }
    }

    // The report names the door, for while its counter is blind the door is; the detector's own troubles are not the door's.
    private void Judge(TimeSpan now, SightingQueue sightings, CancellationToken stopping)
    {
        if (witness.IsSuspicious(now) == isSuspected)
            return;
        isSuspected = !isSuspected;
        var report = isSuspected
            ? Vitals.Becomes(
                SensorCondition.Failed, now, $"people have moved at door {options.Door} for {options.SuspectAfter.TotalMinutes:0.#} min in all, and its counter has found nobody",
                "look at the door's counter: its aim, dirt, its supply; if people only stand about there, aim the motion detector at the doorway alone")
            : Vitals.Becomes(SensorCondition.Working, now, $"the counter of door {options.Door} counts again", "");
        sightings.Add(report is null ? null : report with { Door = options.Door }, stopping);
    }
}
