using EdgeGateway.Hub.Arrivals;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Retention;

/// <summary>Sweeps now and then: short batches with rests in between, so that the ingest goes first.</summary>
internal sealed partial class RetentionWorker(RetentionSweep sweep, ArrivalFeed feed, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stopping);
            }
            catch (SqliteException wrong)
            {
                LogFailed(wrong.Message);
            }

            await Task.Delay(Every, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        var all = new RetentionSum();
        for (var sum = sweep.Sweep(time.GetUtcNow()); sum.Total > 0; sum = sweep.Sweep(time.GetUtcNow()))
        {
            all += sum;
            await Task.Delay(Rest, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }
        }

        if (all.Pseudonyms > 0)
        {
            // A page in the store is open for weeks: what it shows by an erased pseudonym has to be erased there, too.
            feed.AnnounceCustomers();
        }

        if (all.Total > 0)
        {
            LogSwept(all.Pseudonyms, all.Events, all.Visits, all.Quarantined);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Erased {Pseudonyms} pseudonyms; deleted {Events} events, {Visits} visits and {Quarantined} quarantined messages that were too old. The ledger keeps their numbers.")]
    private partial void LogSwept(int pseudonyms, int events, int visits, int quarantined);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is too old could not be deleted: {Problem}. It is tried again in 5 minutes.")]
    private partial void LogFailed(string problem);
}
