using System.Collections.Concurrent;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>Listens with several radios to the technician's beacon. The daemon may run beside it: a raw socket takes nothing from another.</summary>
public sealed class CalibrationListener(IReadOnlyList<CalibrationRadio> radios, string beaconUuid, IHardware hardware)
{
    private const int WaitingMax = 10_000;

    private readonly Enrolment technician = new(new PrivacyOptions(), [new ProgrammeOptions { Name = "calibration", IBeacons = [new IBeaconRange { Uuid = beaconUuid }] }]);

    public CalibrationListener(IReadOnlyList<CalibrationRadio> radios, string beaconUuid)
        : this(radios, beaconUuid, new LinuxHardware())
    {
    }

    /// <summary>Everything wrong with the beacon, each line saying what to write.</summary>
    public static IEnumerable<string> Problems(string beaconUuid) => new IBeaconRange { Uuid = beaconUuid }.Problems("beacon");

    /// <summary>Listens for a while, with the technician in one zone.</summary>
    /// <exception cref="DeviceException">A radio cannot be opened.</exception>
    public async Task<IReadOnlyList<CalibrationSample>> ListenAsync(string standing, TimeSpan duration, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var queue = new SightingQueue(WaitingMax);
        var broken = new ConcurrentQueue<DeviceException>();
        var threads = radios.Select(radio => Listen(radio, queue, broken, stop)).ToList();
        await Task.Delay(duration, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.CancelAsync();
        threads.ForEach(thread => thread.Join());
        if (broken.TryDequeue(out var trouble))
        {
            throw trouble;
        }

        stopping.ThrowIfCancellationRequested();
        queue.Complete();
        var samples = new List<CalibrationSample>();
        while (queue.Reader.TryRead(out var sighting))
        {
            if (sighting is BeaconSighting heard)
            {
                samples.Add(new CalibrationSample(heard.At.TotalSeconds, standing, heard.Sensor, heard.RssiDbm));
            }
        }

        return samples;
    }

    private Thread Listen(CalibrationRadio radio, SightingQueue queue, ConcurrentQueue<DeviceException> broken, CancellationTokenSource stop)
    {
        var thread = new Thread(() =>
        {
            try
            {
                new BleSensor(new BleSensorOptions { Name = radio.Adapter, Adapter = radio.Adapter, Zone = radio.Zone }, hardware, technician).Run(queue, stop.Token);
            }
            catch (DeviceException trouble)
            {
                broken.Enqueue(trouble);
                stop.Cancel();
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }
}
