using EdgeGateway.Devices;
using EdgeGateway.Sensing;

namespace EdgeGateway.Daemon.Work;

/// <summary>Starts the sensors, watches that none goes silent without saying so, and ends them before anything else.</summary>
internal sealed class SensorWorker(IReadOnlyList<ISensor> sensors, SightingQueue sightings, IClock clock) : BackgroundService
{
    private readonly List<SensorRunner> runners = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(runners.Select(runner => runner.StopAsync()));
        sightings.Complete();
    }

    protected override Task ExecuteAsync(CancellationToken stopping)
    {
        foreach (var sensor in sensors)
        {
            var runner = new SensorRunner(sensor, sightings, clock, TimeProvider.System);
            runners.Add(runner);
            runner.Start();
        }

        return new SensorWatch(sensors, sightings, clock, TimeProvider.System).RunAsync(stopping);
    }
}
