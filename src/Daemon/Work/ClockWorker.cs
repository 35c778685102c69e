using EdgeGateway.Daemon.Clock;

namespace EdgeGateway.Daemon.Work;

/// <summary>Notices that the clock has become right, and remembers the time for a boot without network.</summary>
internal sealed class ClockWorker(ClockBook book, ClockFile? file, ILogger<ClockWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private string said = "";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Look(atEnd: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var beat = new PeriodicTimer(LookEvery);
        try
        {
            do
            {
                Look(atEnd: false);
            }
            while (await beat.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException)
        {
            // The daemon stops.
        }
    }

    private void Look(bool atEnd)
    {
        if (!book.Look(atEnd) || file is null)
        {
            return;
        }

        var problem = file.Save(book.Memory);
        if (problem.Length > 0 && problem != said)
        {
            WorkLog.ClockNotRemembered(log, problem);
        }

        said = problem;
    }
}
