using EdgeGateway.Uplink;

namespace EdgeGateway.Daemon.Work;

/// <summary>Keeps the pump running and says in the log what it says of itself, when that changes.</summary>
internal sealed class UplinkWorker(UplinkPump pump, ILogger<UplinkWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        pump.Happened += change =>
        {
            var level = LevelOf(change.Kind);
            WorkLog.Uplink(log, level, change.Sentence);
        };
        await pump.RunAsync(stopping);
    }

    private static LogLevel LevelOf(UplinkEventKind kind) => kind switch
    {
        UplinkEventKind.Connected => LogLevel.Information,
        UplinkEventKind.Refused => LogLevel.Error,
        _ => LogLevel.Warning,
    };
}
