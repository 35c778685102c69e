using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A door watched by a thermal array above it.</summary>
public sealed class ThermalSensor : IDoorSensor
{
    private const string FamilyName = "doors";

    // Every frame differs from the one before in its noise; a chip that shows one picture for so long has hung.
    private const int SameFramesMax = 50;

    // A transfer that fails now and then is noise on the wires; more in a row is a chip that is gone.
    private const int FailuresMax = 3;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly ThermalDoorOptions options;
    private readonly IHardware hardware;
    private readonly SharedDoor door;
    private readonly Action<TimeSpan, CancellationToken> pause;

    /// <summary>An array that has its door for itself.</summary>
    public ThermalSensor(ThermalDoorOptions options, IHardware hardware)
        : this(options, hardware, new SharedDoor((options.Name, options.Place)))
    {
    }

    internal ThermalSensor(ThermalDoorOptions options, IHardware hardware, SharedDoor door)
        : this(options, hardware, door, (time, stopping) => stopping.WaitHandle.WaitOne(time))
    {
    }

    /// <param name="pause">Waits on the clock that the bus lives by.</param>
    internal ThermalSensor(ThermalDoorOptions options, IHardware hardware, SharedDoor door, Action<TimeSpan, CancellationToken> pause)
    {
        (this.options, this.hardware, this.door, this.pause) = (options, hardware, door, pause);
        Vitals = new SensorVitals(options.Name, FamilyName, options.SilentAfter, options.DoorName);
    }

    public string Name => options.Name;

    public string Family => FamilyName;

    public string Door => options.DoorName;

    public SignalOutlet Signals { get; } = new(SignalKind.Thermal);

    public SensorVitals Vitals { get; }

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var bus = hardware.OpenI2cBus(options.Bus);
        var array = options.On(bus);
        array.Start();
        var view = new TurnedView(array.Rows, array.Columns, options.TurnedDegrees);
        var counter = new ThermalCounter(ThermalSettings.Of(view.Rows, view.Columns) with { FrameEvery = array.FrameEvery });
        Vitals.Alive(Now, newSignals: 0);
        sightings.Add(Vitals.Becomes(SensorCondition.Working, Now, $"the {array.Chip} answers", ""), stopping);
        var (frame, last) = (new float[array.Rows * array.Columns], new float[array.Rows * array.Columns]);
        for (var same = 0; !stopping.IsCancellationRequested; pause(array.AskEvery, stopping))
        {
            if (!TryRead(array, frame, stopping))
                continue;
            same = frame.AsSpan().SequenceEqual(last) ? same + 1 : 0;
            if (same >= SameFramesMax)
                throw new DeviceException($"the {array.Chip} at 0x{options.ChipAddress:x2} on {options.Bus} shows the same picture again and again; it is started anew");
            frame.CopyTo(last, 0);
            Vitals.Alive(Now, newSignals: 0);
            var at = Now;
            var picture = view.Turn(frame);
            Signals.OfferFrame(at, picture, view.Columns);
            Tell(door.Observe(options.Name, counter.Observe(at, picture), at), sightings, stopping);
        }

        Tell(door.End(), sightings, stopping);
    }

    private TimeSpan Now => hardware.Clock.SinceBoot;

    private bool TryRead(IThermalArray array, float[] frame, CancellationToken stopping)
    {
        for (var failures = 1; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                return array.TryRead(frame);
            }
            catch (DeviceException) when (failures < FailuresMax)
            {
                // Noise on the wires passes; the last failure goes to the runner, which reports it and opens the bus anew.
                pause(TryAgainAfter, stopping);
            }
        }

        return false;
    }

    private void Tell(IReadOnlyList<DoorFinding> findings, SightingQueue sightings, CancellationToken stopping)
    {
        for (var i = 0; i < findings.Count; i++)
        {
            var found = findings[i];
            Vitals.Alive(Now);
            if (found.Kind == DoorFindingKind.Crossing)
                sightings.Add(new DoorCrossing(options.Name, found.At, options.DoorName, options.Zone, found.Direction, found.Confidence), stopping);
            else if (found.Kind == DoorFindingKind.UTurn)
                sightings.Add(new DoorUTurn(options.Name, found.At, options.DoorName), stopping);
        }
    }
}
