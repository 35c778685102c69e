using EdgeGateway.Uplink;

namespace EdgeGateway.Daemon.Work;

/// <summary>Keeps the files beside the outbox on their way to the hub, and says in the log what becomes of them.</summary>
internal sealed class ConsignmentWorker(ConsignmentSender sender, ILogger<ConsignmentWorker> log) : BackgroundService
{
    private string said = "";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        sender.Happened += change =>
        {
            // The pause grows and is in the sentence; the reason is what is news.
            var news = change.Sentence.Split(". Next try")[0];
            if (news != said)
            {
                said = news;
                WorkLog.Uplink(log, change.Kind == UplinkEventKind.Connected ? LogLevel.Information : LogLevel.Warning, change.Sentence);
            }
        };
        await sender.RunAsync(stopping);
    }
}
