using EdgeGateway.Hub.Arrivals;
using Microsoft.Data.Sqlite;

namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// Takes what waits, stores it, and only then lets the broker know. While the disk refuses, nothing is acknowledged:
/// the broker keeps the messages and the gateways keep the events.
/// </summary>
internal sealed partial class IngestWorker(
    IngestQueue queue, EventWriter writer, AckBoard acks, ArrivalFeed feed, PlaceMoves moves, IngestOptions options, TimeProvider time, ILogger<IngestWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    /// <summary>Why nothing is being stored; null while all is well.</summary>
    public string? Blocked { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var batch = new List<WaitingMessage>(options.GroupMax);
        while (await queue.TakeAsync(batch, options.GroupMax, stopping))
        {
            await StoreAsync(batch, stopping);
            foreach (var waiting in batch)
            {
                waiting.Stored.TrySetResult();
            }
        }
    }

    private async Task StoreAsync(List<WaitingMessage> batch, CancellationToken stopping)
    {
        try
        {
            Write([.. batch.Select(waiting => waiting.Incoming)]);
        }
        catch (Exception)
        {
            // One message that the hub cannot digest must not hold up the others; what is wrong shows again, and is told, one by one.
            foreach (var waiting in batch)
            {
                await StoreOneAsync(waiting.Incoming, stopping);
            }
        }
    }

    /// <summary>Stores one message, waiting for the disk as long as it takes.</summary>
    private async Task StoreOneAsync(Incoming incoming, CancellationToken stopping)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                Write([incoming]);
                return;
            }
            catch (Exception wrong) when (!IsSurroundings(wrong) && incoming is not IncomingUnreadable)
            {
                LogIndigestible(wrong, KindOf(incoming), incoming.Store, incoming.Gateway);
                incoming = new IncomingUnreadable(
                    incoming.Store, incoming.Gateway, incoming.Received, "", $"the hub could not digest it: {wrong.GetType().Name}",
                    EventIntake.Quarantined(incoming.Bytes), incoming is IncomingEvent { Event: var one } ? new EventNumber(one.Epoch, one.Sequence) : null);
            }
            catch (Exception wrong)
            {
                Block(wrong);
                await Task.Delay(pause, time, stopping);
                pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
            }
        }
    }

    private void Write(IReadOnlyList<Incoming> batch)
    {
        acks.Post(writer.Write(batch));
        if (moves.Take() | batch.Any(incoming => incoming is IncomingEvent one && VisitProjection.Concerns(one.Event.Type)))
        {
            feed.Announce();
        }

        if (Blocked is not null)
        {
            Blocked = null;
            LogUnblocked();
        }
    }

    private void Block(Exception wrong)
    {
        if (Blocked is null)
        {
            LogBlocked(wrong.Message);
        }

        Blocked = wrong.Message;
    }

    // The database refuses: full, read-only, locked or damaged. The message is not at fault and is tried again.
    private static bool IsSurroundings(Exception wrong) => wrong is SqliteException { SqliteErrorCode: not 19 and not 20 } or IOException;

    private static string KindOf(Incoming incoming) => incoming switch
    {
        IncomingEvent one => $"event {one.Event.Type}",
        IncomingHealth => "health report",
        IncomingLink => "link state",
        _ => "answer",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be stored: {Problem}. Events wait at the broker and the gateways; make room or mend the disk, the hub tries again by itself.")]
    private partial void LogBlocked(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database takes events again.")]
    private partial void LogUnblocked();

    [LoggerMessage(Level = LogLevel.Error, Message = "The {Kind} from {Store}/{Gateway} could not be digested and is in the quarantine; please report it with the table's row.")]
    private partial void LogIndigestible(Exception wrong, string kind, string store, string gateway);
}
