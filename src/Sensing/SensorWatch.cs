using EdgeGateway.Devices;

namespace EdgeGateway.Sensing;

/// <summary>Looks at every sensor's pulse, so that one whose thread is stuck is reported as well.</summary>
public sealed class SensorWatch(IReadOnlyList<ISensor> sensors, SightingQueue sightings, IClock clock, TimeProvider time)
{
    /// <summary>Far below the two minutes within which blindness must be reported.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Looks once and queues what is news.</summary>
    public void Look(CancellationToken stopping)
    {
        foreach (var sensor in sensors)
        {
            sightings.Add(sensor.Vitals.Check(clock.SinceBoot), stopping);
        }
    }

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Look(stopping);
            await Task.Delay(LookEvery, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
