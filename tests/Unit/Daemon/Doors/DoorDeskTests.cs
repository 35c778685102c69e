using EdgeGateway.Daemon.Doors;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Visits;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Daemon.Doors;

public class DoorDeskTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 30, 23, 50, 0, TimeSpan.Zero);
    private static readonly TimeSpan Midnight = TimeSpan.FromMinutes(60);

    [Fact]
    public void LastQuarterOfTheDayBelongsToTheDayThatEnds()
    {
        var clock = new SimulatedClock(Evening, Midnight - TimeSpan.FromMinutes(10));
        var (book, happenings) = (new DoorBook(DoorMemory.Nothing), new List<Happening>());
        var tracker = new VisitTracker(new VisitOptions { Doors = ["front"] }, Guid.NewGuid, clock.SinceBoot);
        tracker.AlignTraffic(Midnight);
        var desk = new DoorDesk(
            book, tracker, new StoreDays(new OpeningHours(new HoursOptions { TimeZone = "UTC" }), clock), null, new DoorBoard(), clock, NullLogger<DoorDesk>.Instance);
        desk.Look();
        clock.Advance(TimeSpan.FromMinutes(5));
        tracker.Observe(new DoorCrossing("beam", clock.SinceBoot, "front", "entrance", Direction.In, 0.9), happenings);
        Note();

        // Midnight: the desk is asked before the tracker has been told that it is.
        clock.Advance(TimeSpan.FromMinutes(5.001));
        desk.Look();
        tracker.Advance(clock.SinceBoot, happenings);
        Note();

        Assert.Equal((new DateOnly(2026, 12, 1), 1), (book.Today.Date, Assert.Single(book.Closed).Doors.Single().In));
        Assert.Empty(book.Today.Doors);

        void Note()
        {
            desk.Note(happenings);
            happenings.Clear();
            desk.Look();
        }
    }
}
