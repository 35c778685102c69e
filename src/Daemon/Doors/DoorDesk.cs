using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>
/// Keeps the doors' account beside the events: tells tracker and book which day it is, writes the book to disk, and puts out a page to read.
/// Belongs to the one consumer of sightings; only the board is read from elsewhere.
/// </summary>
/// <param name="file">Null when the outbox is in memory.</param>
internal sealed class DoorDesk(DoorBook book, VisitTracker tracker, StoreDays days, DoorFile? file, DoorBoard board, IClock clock, ILogger<DoorDesk> log)
{
    private static readonly TimeSpan PageEvery = TimeSpan.FromSeconds(0.5);

    // Twelve small writes an hour while people come; a power cut costs these minutes of today's sums and no event.
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(5);

    private TimeSpan pageAt;
    private TimeSpan? savedAt;
    private string problem = "";
    private string drift = "";

    /// <summary>What the tracker has just said, in its order.</summary>
    public void Note(IReadOnlyList<Happening> happenings)
    {
        foreach (var happening in happenings)
        {
            book.Note(happening);
        }
    }

    /// <summary>To be called often, when everything that has happened was noted.</summary>
    public void Look()
    {
        var (now, today) = (clock.SinceBoot, days.Today());
        tracker.Know(today);

        // The interval that ends with a day is the day's: while the tracker still has to tell it, the book's day goes on.
        if (today is null || tracker.HasToldBefore(today))
        {
            book.Know(today, now);
        }

        if (now < pageAt)
        {
            return;
        }

        pageAt = now + PageEvery;
        board.Page = MakePage(now);
        TellDrift(board.Page.Drift?.Sentence ?? "");
        if (book.HasNews && now - (savedAt ??= now) >= SaveEvery)
        {
            Save(now);
        }
    }

    /// <summary>At shutdown, after the last interval was noted.</summary>
    public void Close() => Save(clock.SinceBoot);

    private DoorPage MakePage(TimeSpan now)
    {
        var sums = book.Today.Doors.ToDictionary(door => door.Door);
        foreach (var running in tracker.TrafficUntil(now))
        {
            sums[running.Door] = sums.GetValueOrDefault(running.Door, DoorSums.None(running.Door)).With(running);
        }

        return new DoorPage(
            book.Today with { Doors = [.. sums.Values.OrderBy(door => door.Door, StringComparer.Ordinal)] },
            sums.Keys.Where(door => book.LastCrossing(door) is not null).ToDictionary(door => door, door => book.LastCrossing(door)!.Value),
            DoorDrift.Of(book.Closed));
    }

    private void TellDrift(string sentence)
    {
        if (sentence == drift)
        {
            return;
        }

        drift = sentence;
        if (sentence.Length > 0)
        {
            WorkLog.DoorsDrift(log, sentence);
        }
        else
        {
            WorkLog.DoorsAgree(log);
        }
    }

    private void Save(TimeSpan now)
    {
        savedAt = now;
        var failed = file?.Save(book.Memory()) ?? "";
        if (failed.Length > 0 && failed != problem)
        {
            WorkLog.DoorsNotRemembered(log, failed);
        }

        problem = failed;
    }
}
