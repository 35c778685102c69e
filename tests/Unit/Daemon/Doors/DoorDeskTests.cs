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

    [Fact]
    public void DayThatEndsBetweenTwoQuartersKeepsWhoCameBeforeItsEnd()
    {
        // Open until two, and ten minutes to leave: the day ends at 02:10. The simulated clock's midnight is an hour after boot.
        var hours = new HoursOptions { TimeZone = "UTC", Monday = ["09:00-02:00"], Tuesday = ["09:00-02:00"], LeaveWithin = TimeSpan.FromMinutes(10) };
        var (clock, ends) = (new SimulatedClock(Evening, Midnight - TimeSpan.FromMinutes(10)), Midnight + TimeSpan.FromMinutes(130));
        var (book, happenings, told) = (new DoorBook(DoorMemory.Nothing), new List<Happening>(), new List<Happening>());
        var tracker = new VisitTracker(new VisitOptions { Doors = ["front"] }, Guid.NewGuid, clock.SinceBoot);
        tracker.AlignTraffic(Midnight);
        var desk = new DoorDesk(
            book, tracker, new StoreDays(new OpeningHours(hours), clock), null, new DoorBoard(), clock, NullLogger<DoorDesk>.Instance);
        desk.Look();
        Until(ends - TimeSpan.FromMinutes(2));
        Cross();
        Until(ends + TimeSpan.FromMinutes(2));
        Cross();
        Until(ends + TimeSpan.FromMinutes(30));

        Assert.Equal((new DateOnly(2026, 11, 30), 1), (Assert.Single(book.Closed).Date, book.Closed[0].Doors.Single().Out));
        Assert.Equal((new DateOnly(2026, 12, 1), 1), (book.Today.Date, book.Today.Doors.Single().Out));
        Assert.Equal(
            [600d, 300d, 900d], told.Where(one => one.At >= ends).Select(one => one.Data).OfType<DoorTraffic>().Select(traffic => traffic.IntervalSeconds));

        void Cross() => tracker.Observe(new DoorCrossing("beam", clock.SinceBoot, "front", "entrance", Direction.Out, 0.9), happenings);

        void Until(TimeSpan at)
        {
            while (clock.SinceBoot < at)
            {
                clock.Advance(TimeSpan.FromSeconds(0.7));
                desk.Look();
                tracker.Advance(clock.SinceBoot, happenings);
                told.AddRange(happenings);
                desk.Note(happenings);
                happenings.Clear();
            }
        }
    }
}
