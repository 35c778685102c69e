using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A single beam across a door: how many passed, not which way.</summary>
/// <param name="isAlone">Nothing else counts at its door: while the beam is blind, the door is.</param>
public sealed class SingleBeamSensor(SingleBeamOptions options, IHardware hardware, bool isAlone) : IDoorSensor
{
    private const string FamilyName = "doors";

    public string Name => options.Name;

    public string Family => FamilyName;

    public string Door => options.DoorName;

    public SignalOutlet Signals { get; } = new(SignalKind.SingleBeam);

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, options.SilentAfter, isAlone ? options.DoorName : null);

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var lines = hardware.OpenGpioLines(options.LinesSettings);
        var counter = new PassageCounter(options.PassageSettings);
        var reporter = new PassageReporter(
            options.Name, options.DoorName, "the beam", $"clear the doorway of door {options.DoorName}; if it is clear, check the emitter, its supply and its aim",
            options.BlockedAfter, Vitals, sightings);
        var level = new LevelWatch(lines, options.Line, hardware.Clock);
        Vitals.Alive(hardware.Clock.SinceBoot, newSignals: 0);
        sightings.Add(Vitals.Becomes(SensorCondition.Working, hardware.Clock.SinceBoot, "the beam is being watched", ""), stopping);
        while (!stopping.IsCancellationRequested)
        {
            if (Signals.TakeNewcomer() && counter.IsBroken)
                Signals.Offer(DoorSignal.OfSingleBeam(hardware.Clock.SinceBoot, isBroken: true));
            if (level.Next(counter.NextDeadline, out var isBroken, out var at))
            {
                Vitals.Alive(at, newSignals: 0);
                if (isBroken != counter.IsBroken)
                    Signals.Offer(DoorSignal.OfSingleBeam(at, isBroken));
                reporter.Add(counter.Observe(isBroken, at), stopping);
            }

            reporter.Add(counter.Advance(hardware.Clock.SinceBoot), stopping);
        }
    }
}
