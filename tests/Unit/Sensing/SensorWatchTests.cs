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

    [Fact]
    public void ASensorThatComesAliveAgainByItselfIsReportedWorking()
    {
        var sensor = new StuckSensor();
        var watch = new SensorWatch([sensor], queue, clock, TimeProvider.System);
        sensor.Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, "both beams are being watched", "");
        sensor.Vitals.Alive(clock.SinceBoot);
        Look(watch, TimeSpan.FromSeconds(70));
        sensor.Vitals.Alive(clock.SinceBoot);
        Look(watch, TimeSpan.FromSeconds(5));
        sensor.Vitals.Alive(clock.SinceBoot);
        Look(watch, TimeSpan.FromSeconds(5));

        Assert.Equal(
            [(SensorCondition.Silent, "no sign of life for 30 s"), (SensorCondition.Working, "shows signs of life again after 70 s without")],
            Reports().Select(report => (report.Condition, report.Reason)));
    }

    [Fact]
    public void ASilenceThatTheSensorHasFoundItselfIsItsOwnToEnd()
    {
        var sensor = new StuckSensor();
        var watch = new SensorWatch([sensor], queue, clock, TimeProvider.System);
        sensor.Vitals.Becomes(SensorCondition.Silent, clock.SinceBoot, "no advertisement for 30 s", "look for rfkill");
        sensor.Vitals.Alive(clock.SinceBoot);
        Look(watch, TimeSpan.FromSeconds(5));

        Assert.Empty(Reports());
    }

    [Fact]
    public void ASensorThatNeverGivesASignOfLifeIsReported()
    {
        var watch = new SensorWatch([new StuckSensor()], queue, clock, TimeProvider.System);
        Look(watch, TimeSpan.FromSeconds(5));
        Look(watch, TimeSpan.FromSeconds(29));
        Assert.Empty(Reports());
        Look(watch, TimeSpan.FromSeconds(1));
        Look(watch, TimeSpan.FromHours(1));

        Assert.Equal(SensorCondition.Silent, Assert.Single(Reports()).Condition);
    }

    private List<SensorReport> Reports()
    {
        var said = new List<SensorReport>();
        while (queue.Reader.TryRead(out var sighting))
        {
            said.Add(Assert.IsType<SensorReport>(sighting));
        }

        return said;
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
