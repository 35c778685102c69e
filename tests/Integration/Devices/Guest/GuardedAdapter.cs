using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>One adapter with its sensor, as the daemon runs it, and what the sensor said and heard since something was done to it.</summary>
internal sealed class GuardedAdapter : IAsyncDisposable
{
    private static readonly byte[] Report = HciEvents.Legacy(new SimulatedAdvertisement(0xC00102030405, -60, [2, 1, 6]));
    private static readonly byte[] ExtendedReport = HciEvents.Extended(new SimulatedAdvertisement(0xC00102030405, -60, [2, 1, 6])).Single();

    private readonly LinuxHardware hardware = new();
    private readonly BleSensor sensor;
    private readonly SensorRunner runner;
    private readonly SightingQueue queue = new(1000);
    private TimeSpan brokenAt;
    private TimeSpan mendedAt;
    private long signalsThen;

    internal GuardedAdapter(string failure)
    {
        Failure = failure;
        sensor = new BleSensor(
            new BleSensorOptions { Name = failure, Adapter = Controller.Name, Zone = "shop", Advertise = new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" } },
            hardware,
            new Enrolment(new PrivacyOptions(), []));
        runner = new SensorRunner(sensor, queue, hardware.Clock, TimeProvider.System);
        runner.Start();
    }

    internal string Failure { get; }

    internal VhciController Controller { get; private set; } = new();

    /// <summary>Since it broke until somebody would know: a report that it does not work, or that it works again by itself.</summary>
    internal TimeSpan? Detected { get; private set; }

    /// <summary>Since the cause was gone (or, if nothing had to be done, since it broke) until it heard again.</summary>
    internal TimeSpan? Recovered { get; private set; }

    internal List<string> Reports { get; } = [];

    internal bool IsWorking => Controller.IsScanning && Controller.IsAdvertising && sensor.Vitals.Health(Now).Signals > 0;

    private TimeSpan Now => hardware.Clock.SinceBoot;

    internal void Break(Action how)
    {
        Look();
        Reports.Clear();
        how();
        (brokenAt, mendedAt, signalsThen) = (Now, Now, sensor.Vitals.Health(Now).Signals);
    }

    internal void Mend(Action how)
    {
        how();
        mendedAt = Now;
    }

    /// <summary>The dongle is plugged in again; the kernel gives it the same name, because that is free.</summary>
    internal void Replug()
    {
        var name = Controller.Name;
        Controller = new VhciController();
        Assert.Equal(name, Controller.Name);
    }

    /// <summary>Puts an advertisement on the air and looks what the sensor says.</summary>
    internal void Look()
    {
        Controller.Hear(Controller.IsScanningExtended ? ExtendedReport : Report);
        while (queue.Reader.TryRead(out var sighting))
        {
            if (sighting is SensorReport report)
            {
                Reports.Add($"{(Now - brokenAt).TotalSeconds:0.0} s {report.Condition}: {report.Reason}");
                if (brokenAt > TimeSpan.Zero && report.Condition != SensorCondition.Working) Detected ??= Now - brokenAt;
            }
        }

        // A few may have been on their way when it broke.
        if (brokenAt > TimeSpan.Zero && Recovered is null && sensor.Vitals.Health(Now).Signals > signalsThen + 5 && Controller.IsScanning)
        {
            Recovered = Now - mendedAt;
            Detected ??= Now - brokenAt;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await runner.DisposeAsync();
        Controller.Dispose();
    }
}
