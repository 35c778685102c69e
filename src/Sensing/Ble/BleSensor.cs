using EdgeGateway.Devices;

namespace EdgeGateway.Sensing;

/// <summary>Listens to one Bluetooth adapter for enrolled beacons, keeps it scanning, and says so when it has gone deaf.</summary>
public sealed class BleSensor(BleSensorOptions options, IHardware hardware, Enrolment enrolment) : ISensor
{
    // The sensor reports its own silence; the watch over all sensors only notices when this thread is stuck.
    private static readonly TimeSpan WatchMargin = TimeSpan.FromSeconds(5);

    public string Name => options.Name;

    public string Family => "ble";

    public SensorVitals Vitals { get; } = new(options.Name, "ble", options.SilentAfter + WatchMargin);

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var radio = hardware.OpenRadio(options.Adapter);
        using var listener = new BleListener(options, radio, hardware.Clock, Vitals, enrolment);
        listener.Begin();
        while (!stopping.IsCancellationRequested && listener.Listen())
        {
            listener.Hand(sightings, stopping);
        }

        listener.Hand(sightings, stopping);
    }
}
