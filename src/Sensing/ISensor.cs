using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>One configured sensor: turns its device's bytes into sightings on a thread of its own.</summary>
public interface ISensor
{
    /// <summary>The configured name, for example <c>front-beams</c>.</summary>
    string Name { get; }

    /// <summary><c>ble</c>, <c>doors</c>, <c>nfc</c> or <c>codes</c>.</summary>
    string Family { get; }

    SensorVitals Vitals { get; }

    /// <summary>
    /// Opens the device and senses until <paramref name="stopping"/>. Blocks: the caller gives it a thread. It must look at
    /// <paramref name="stopping"/> at least every 500 ms and call <see cref="SensorVitals.Alive"/> whenever the device has proved
    /// that it works (a signal, or the answer to a cheap question).
    /// </summary>
    /// <exception cref="Devices.DeviceException">The device cannot be opened or is gone; the caller reports it and tries again later.</exception>
    void Run(SightingQueue sightings, CancellationToken stopping);
}
