using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A door watched by an AMG8833 thermal array.</summary>
public sealed class ThermalSensor : ISensor
{
    private const string FamilyName = "doors";
    private const int Side = 8;

    // Every frame differs from the one before in its noise; a chip that shows one picture for so long has hung.
    private const int SameFramesMax = 50;

    // A transfer that fails now and then is noise on the wires; more in a row is a chip that is gone.
    private const int FailuresMax = 3;

    private static readonly TimeSpan FrameEvery = TimeSpan.FromMilliseconds(100);

    private readonly ThermalDoorOptions options;
    private readonly IHardware hardware;
    private readonly Action<TimeSpan, CancellationToken> pause;

    public ThermalSensor(ThermalDoorOptions options, IHardware hardware)
        : this(options, hardware, (time, stopping) => stopping.WaitHandle.WaitOne(time))
    {
    }

    /// <param name="pause">Waits on the clock that the bus lives by.</param>
    internal ThermalSensor(ThermalDoorOptions options, IHardware hardware, Action<TimeSpan, CancellationToken> pause)
    {
        (this.options, this.hardware, this.pause) = (options, hardware, pause);
        Vitals = new SensorVitals(options.Name, FamilyName, options.SilentAfter, options.DoorName);
    }

    public string Name => options.Name;

    public string Family => FamilyName;

    public SensorVitals Vitals { get; }

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var bus = hardware.OpenI2cBus(options.Bus);
        var chip = new Amg8833(bus, options.Address);
        chip.Start();
        var counter = new ThermalCounter(new ThermalSettings());
        Vitals.Alive(Now, newSignals: 0);
        sightings.Add(Vitals.Becomes(SensorCondition.Working, Now, "the AMG8833 answers", ""), stopping);
        var (frame, turned, last) = (new float[Amg8833.Pixels], new float[Amg8833.Pixels], new float[Amg8833.Pixels]);
        for (var same = 0; !stopping.IsCancellationRequested; pause(FrameEvery, stopping))
        {
            if (!TryRead(chip, frame, stopping))
                continue;
            same = frame.AsSpan().SequenceEqual(last) ? same + 1 : 0;
            if (same >= SameFramesMax)
                throw new DeviceException($"the AMG8833 at 0x{options.Address:x2} on {options.Bus} shows the same picture again and again; it is started anew");
            frame.CopyTo(last, 0);
            Turn(frame, turned);
            Vitals.Alive(Now, newSignals: 0);
            Tell(counter.Observe(Now, turned), sightings, stopping);
        }
    }

    private TimeSpan Now => hardware.Clock.SinceBoot;

    private bool TryRead(Amg8833 chip, float[] frame, CancellationToken stopping)
    {
        for (var failures = 1; !stopping.IsCancellationRequested; failures++)
        {
            try
            {
                chip.ReadFrame(frame);
                return true;
            }
            catch (DeviceException) when (failures < FailuresMax)
            {
                // Asked again at the next frame's time; the last failure goes to the runner, which reports it and opens the bus anew.
                pause(FrameEvery, stopping);
            }
        }

        return false;
    }

    private void Turn(ReadOnlySpan<float> frame, Span<float> turned)
    {
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var (fromRow, fromColumn) = options.TurnedDegrees switch
                {
                    90 => (Side - 1 - column, row),
                    180 => (Side - 1 - row, Side - 1 - column),
                    270 => (column, Side - 1 - row),
                    _ => (row, column),
                };
                turned[(row * Side) + column] = frame[(fromRow * Side) + fromColumn];
            }
        }
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
