using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A door watched by a VL53L1X, through its two halves in turn.</summary>
public sealed class TofSensor : IDoorSensor
{
    private const string FamilyName = "doors";

    private readonly TofDoorOptions options;
    private readonly IHardware hardware;
    private readonly SharedDoor door;
    private readonly Action<TimeSpan, CancellationToken> pause;

    /// <summary>A sensor that has its door for itself.</summary>
    public TofSensor(TofDoorOptions options, IHardware hardware)
        : this(options, hardware, new SharedDoor((options.Name, options.Place)))
    {
    }

    internal TofSensor(TofDoorOptions options, IHardware hardware, SharedDoor door)
        : this(options, hardware, door, (time, stopping) => stopping.WaitHandle.WaitOne(time))
    {
    }

    /// <param name="pause">Waits on the clock that the bus lives by.</param>
    internal TofSensor(TofDoorOptions options, IHardware hardware, SharedDoor door, Action<TimeSpan, CancellationToken> pause)
    {
        (this.options, this.hardware, this.door, this.pause) = (options, hardware, door, pause);
        Vitals = new SensorVitals(options.Name, FamilyName, options.SilentAfter, options.DoorName);
    }

    public string Name => options.Name;

    public string Family => FamilyName;

    public string Door => options.DoorName;

    public SignalOutlet Signals { get; } = new(SignalKind.Distance);

    public SensorVitals Vitals { get; }

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var bus = hardware.OpenI2cBus(options.Bus);
        var settings = new Vl53l1xSettings(IsLong: true, (int)options.TimingBudget.TotalMilliseconds);
        var chip = new Vl53l1x(bus, options.Address, settings, time => pause(time, stopping));
        chip.Start();
        var ranging = new TofRanging(options, chip, hardware.Clock, pause);
        var (counter, reporter) = (new TofCounter(options.Settings), new TofReporter(options, Vitals, sightings));
        reporter.Begin(hardware.Clock.SinceBoot, stopping);
        while (ranging.Next(stopping) is { } reading)
        {
            Signals.Offer(DoorSignal.OfDistance(reading));
            var found = counter.Observe(reading);
            reporter.Look(reading, counter, found.Count, stopping);
            reporter.Tell(door.Observe(options.Name, found, reading.At), stopping);
        }

        reporter.Tell(door.End(), stopping);
    }
}
