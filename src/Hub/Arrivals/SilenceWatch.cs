using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Sends the pages their cards again when a visit is over because nobody has heard of it for too long. Nothing comes in then that would wake them, and a
/// page in a store is open for weeks.
/// </summary>
internal sealed partial class SilenceWatch(VisitQueries visits, ArrivalFeed feed, TimeProvider time, ILogger<SilenceWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private DateTimeOffset _lookedAt = time.GetUtcNow() - ArrivalCards.KeptFor;

    public void Look()
    {
        // A card that was made before its visit was over is still handed out for a moment: nobody is to get that one again.
        var now = time.GetUtcNow() - ArrivalCards.KeptFor;
        if (visits.AnyFellSilent(_lookedAt, now))
        {
            feed.AnnounceCustomers();
        }

        _lookedAt = now;
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                Look();
            }
            catch (SqliteException wrong)
            {
                LogFailed(wrong.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Visits that nobody has heard of for long could not be looked for: {Problem}. It is tried again in 5 minutes.")]
    private partial void LogFailed(string problem);
}
