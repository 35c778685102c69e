using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing;

public class SensorWatchTests
{
    private readonly SimulatedClock clock = new();
    private readonly SightingQueue queue = new(10);

    [Fact]
    public void ASensorWhoseThreadIsStuckIsReportedOnce()
    {
        var sensor = new StuckSensor();
        var watch = new SensorWatch([sensor], queue, clock, TimeProvider.System);
        sensor.Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, "scans", "");
        sensor.Vitals.Alive(clock.SinceBoot);

        Look(watch, TimeSpan.FromSeconds(29));
        Assert.False(queue.Reader.TryRead(out _));
        Look(watch, TimeSpan.FromSeconds(1));
        Look(watch, TimeSpan.FromHours(1));

        Assert.True(queue.Reader.TryRead(out var sighting));
        Assert.Equal(SensorCondition.Silent, Assert.IsType<SensorReport>(sighting).Condition);
        Assert.False(queue.Reader.TryRead(out _));
    }

    private void Look(SensorWatch watch, TimeSpan later)
    {
        clock.Advance(later);
        watch.Look(CancellationToken.None);
    }

    private sealed class StuckSensor : ISensor
    {
        public string Name => "radio";

        public string Family => "ble";

        public SensorVitals Vitals { get; } = new("radio", "ble", TimeSpan.FromSeconds(30));

        public void Run(SightingQueue sightings, CancellationToken stopping) => throw new NotSupportedException();
    }
}
