using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Gives one sensor its thread and opens its device again, ever more patiently, whenever it is gone. A sensor that fails is reported
/// and hurts no other.
/// </summary>
public sealed class SensorRunner(ISensor sensor, SightingQueue sightings, IClock clock, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();

    /// <summary>Completes when the runner was stopped or a recorded device has played to its end. Never faults.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Starts sensing; once.</summary>
    public void Start() => Completion = RunAsync(stop.Token);

    /// <summary>Stops sensing and waits for the sensor's thread.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Completion;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var delay = new ReopenDelay();
        while (!stopping.IsCancellationRequested)
        {
            var opened = clock.SinceBoot;
            if (await SenseAsync(stopping) is not { } trouble || stopping.IsCancellationRequested)
            {
                return;
            }

            var wait = delay.Next(clock.SinceBoot - opened);
            sightings.Add(sensor.Vitals.Becomes(SensorCondition.Failed, clock.SinceBoot, trouble.Message, RemedyFor(trouble)), stopping);
            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Senses until the end; what went wrong, or null.</summary>
    private Task<Exception?> SenseAsync(CancellationToken stopping) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                sensor.Run(sightings, stopping);
                return null;
            }
            catch (Exception trouble)
            {
                return trouble;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static string RemedyFor(Exception trouble) => trouble is DeviceException
        ? "the device is opened again by itself"
        : $"this is a fault of the gateway ({trouble.GetType().Name}); please report it, the sensor is started again by itself";
}
