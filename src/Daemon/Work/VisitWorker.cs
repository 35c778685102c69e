using System.Diagnostics;
using EdgeGateway.Daemon.Doors;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Work;

/// <summary>
/// The one line everything passes: sightings in, visits understood, events made durable. One consumer, so that order is the order of sensing;
/// while the disk writes one group, the next one gathers in the queue.
/// </summary>
internal sealed class VisitWorker(
    SightingQueue sightings,
    VisitTracker tracker,
    DoorDesk doors,
    WallQuarters quarters,
    EventStamp stamp,
    IOutbox outbox,
    CommitPace pace,
    IClock clock,
    WatchFeed feed,
    Progress progress,
    ILogger<VisitWorker> log) : BackgroundService
{
    /// <summary>Time passes for the tracker at least this often.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // Together with the host's own patience less than systemd's, TimeoutStopSec.
    private static readonly TimeSpan StoreWithin = TimeSpan.FromSeconds(10);

    private const int GroupMax = 512;

    private readonly List<Happening> happenings = [];
    private readonly List<EventDraft> drafts = [];
    private bool storing = true;
    private string noted = "";

    // The host's patience is one for all its services: whoever was stopped before may have used it up, and the outbox is closed next.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (ExecuteTask is { } storing)
        {
            await storing.WaitAsync(StoreWithin, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Ends when the sensors have ended and the queue is empty, not when the host stops: what was sensed is stored first.
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        Task<bool>? more = null;
        do
        {
            if (quarters.News() is { } boundary)
            {
                tracker.AlignTraffic(boundary);
            }

            if (happenings.Count == 0)
            {
                doors.Look();
            }

            Observe();
            tracker.Advance(clock.SinceBoot, happenings);
            var pause = await StoreIfDueAsync();
            progress.Made();
            more ??= sightings.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            await Task.WhenAny(more, Task.Delay(pause, CancellationToken.None));
            if (more.IsCompleted && await more)
            {
                more = null;
            }
        }
        while (more is null or { IsCompleted: false });

        tracker.Close(clock.SinceBoot, happenings);
        await StoreAsync();
        doors.Close();
    }

    private void Observe()
    {
        for (var taken = 0; taken < GroupMax && sightings.Reader.TryRead(out var sighting); taken++)
        {
            if (sighting is SensorReport report)
            {
                LogReport(report);
            }

            tracker.Observe(sighting, happenings);
        }
    }

    // How long until there is something to do if nothing is sensed.
    private async Task<TimeSpan> StoreIfDueAsync()
    {
        if (happenings.Count == 0)
        {
            return Tick;
        }

        var hasArrival = happenings.Exists(happening => EventTypes.IsArrival(happening.Data.Type));
        var wait = happenings.Count >= GroupMax ? TimeSpan.Zero : pace.Wait(hasArrival, clock.SinceBoot);
        if (wait > TimeSpan.Zero)
        {
            return wait < Tick ? wait : Tick;
        }

        await StoreAsync();
        return Tick;
    }

    private async Task StoreAsync()
    {
        if (happenings.Count == 0)
        {
            return;
        }

        drafts.AddRange(happenings.Select(stamp.Stamp));
        doors.Note(happenings);
        happenings.Clear();
        var last = await outbox.AppendAsync(drafts, CancellationToken.None);
        pace.Committed(clock.SinceBoot);
        NoteMedium();
        progress.Accepted(drafts.Count);
        feed.Offer(drafts, outbox.Epoch, last);
        drafts.Clear();
    }

    // The report goes the way of a sensor's: into the outbox, and, held there, onto the disk once it is back.
    private void NoteMedium()
    {
        var status = outbox.Status;
        var (problem, note) = (status.Problem, status.Note);
        if (note != noted)
        {
            noted = note;
            WorkLog.OutboxChanged(log, note);
        }

        if (problem.Length == 0 == storing)
        {
            return;
        }

        storing = problem.Length == 0;
        var state = OutboxHealth.Of(problem, status.Held);
        happenings.Add(new Happening(
            clock.SinceBoot, OutboxHealth.Name, new SensorState(state.Sensor, state.Family, state.Condition, state.Reason, state.Remedy, 0)));
        if (storing)
        {
            WorkLog.StoringAgain(log);
        }
        else
        {
            WorkLog.NotStoring(log, problem);
        }
    }

    private void LogReport(SensorReport report)
    {
        if (report.Condition == SensorCondition.Working)
        {
            WorkLog.SensorWorks(log, report.Sensor, report.Reason);
        }
        else
        {
            WorkLog.SensorAils(log, report.Sensor, report.Condition, report.Reason, report.Remedy);
        }
    }
}
