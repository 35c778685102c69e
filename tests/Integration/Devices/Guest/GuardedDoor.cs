using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>A door with a VL53L1X on the guest's i2c-1, as the daemon runs it, and what the sensor said.</summary>
internal sealed class GuardedDoor : IAsyncDisposable
{
    internal const int Address = 0x29;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.4);

    private readonly LinuxHardware hardware = new();
    private readonly SensorRunner runner;
    private readonly SightingQueue queue = new(1000);
    private TimeSpan walksAt = TimeSpan.MinValue;

    internal GuardedDoor()
    {
        Chip = new SimulatedVl53l1x(hardware.Clock, See);
        PlugIn();
        runner = new SensorRunner(new TofSensor(new TofDoorOptions { Name = "front-tof" }, hardware), queue, hardware.Clock, TimeProvider.System);
        runner.Start();
    }

    internal SimulatedVl53l1x Chip { get; }

    /// <summary>Null when not even the bus's simulator is there.</summary>
    internal I2cUserSim? Bus { get; private set; }

    internal List<SensorReport> Reports { get; } = [];

    internal List<DoorCrossing> Crossings { get; } = [];

    internal bool HasFloor => Reports.Count > 0 && Reports[^1].Reason.StartsWith("the floor is", StringComparison.Ordinal);

    internal TimeSpan Now => hardware.Clock.SinceBoot;

    /// <summary>Somebody walks in, slowly enough for an emulated processor.</summary>
    internal void WalkIn() => walksAt = Now + Step;

    internal void PullOut()
    {
        Bus?.Dispose();
        Bus = null;
    }

    internal void PlugIn()
    {
        Chip.Replug();
        Bus = new I2cUserSim();
        Bus.Attach(Address, Chip.Answer);
    }

    internal void Look()
    {
        while (queue.Reader.TryRead(out var sighting))
        {
            if (sighting is SensorReport report) Reports.Add(report);
            if (sighting is DoorCrossing crossing) Crossings.Add(crossing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await runner.DisposeAsync();
        Bus?.Dispose();
    }

    // 1.7 m tall, 0.8 s under each half, under the street's first.
    private TofRange See(TimeSpan at, int roi)
    {
        var isUnder = at >= walksAt + (roi * Step) && at < walksAt + ((roi + 2) * Step);
        return new TofRange(at, roi, isUnder ? 700 : 2400, 0);
    }
}
