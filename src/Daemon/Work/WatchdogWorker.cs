using EdgeGateway.Daemon.Systemd;

namespace EdgeGateway.Daemon.Work;

/// <summary>Feeds systemd's watchdog by real progress: while the line from sighting to disk stands still, it goes hungry.</summary>
internal sealed class WatchdogWorker(ServiceManager systemd, Progress progress, ILogger<WatchdogWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (systemd.WatchdogInterval is not { } limit)
        {
            return;
        }

        // A third of the limit: one late beat is not a death.
        using var beat = new PeriodicTimer(limit / 3);
        try
        {
            while (await beat.WaitForNextTickAsync(stopping))
            {
                if (progress.SinceLast < limit)
                {
                    systemd.Alive();
                }
                else
                {
                    WorkLog.Stuck(log, progress.SinceLast.TotalSeconds);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The daemon stops.
        }
    }
}
