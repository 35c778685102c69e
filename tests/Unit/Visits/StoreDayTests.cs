using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>What opening hours do to crossings. The day is an argument: no clock, no time zone.</summary>
public class StoreDayTests
{
    private static readonly StoreDay Day = new(
        new DateOnly(2026, 11, 30), Hours(0), Hours(24), [new OpenSpan(Hours(9), Hours(13), Hours(13.25)), new OpenSpan(Hours(15), Hours(20), Hours(20.25))]);

    [Theory]
    [InlineData(8.99, Direction.In, Exclusion.Closed)]
    [InlineData(9, Direction.In, null)]
    [InlineData(13.1, Direction.In, Exclusion.Closed)]
    [InlineData(13.1, Direction.Out, null)]
    [InlineData(14, Direction.Out, Exclusion.Closed)]
    [InlineData(19.99, Direction.In, null)]
    [InlineData(20.2, Direction.Out, null)]
    [InlineData(20.3, Direction.Out, Exclusion.Closed)]
    public void CrossingOutsideTheHoursIsFlaggedAndWhoLeavesAfterClosingIsACustomer(double hour, Direction direction, Exclusion? expected) =>
        Assert.Equal(expected, Crossed(Day, hour, direction).Excluded);

    [Fact]
    public void WithoutADayNothingIsFlagged() => Assert.Null(Crossed(null, 3, Direction.In).Excluded);

    [Fact]
    public void WithoutHoursNothingIsFlagged() => Assert.Null(Crossed(Day with { Open = null }, 3, Direction.In).Excluded);

    [Fact]
    public void DayWithoutAnOpenHourIsClosedAllDay() => Assert.Equal(Exclusion.Closed, Crossed(Day with { Open = [] }, 12, Direction.In).Excluded);

    [Fact]
    public void ClosedCrossingsStayInTheTotals()
    {
        var (tracker, happenings) = (new VisitTracker(new VisitOptions { Doors = ["front"] }, () => Guid.Empty, Hours(7)), new List<Happening>());
        tracker.Know(Day);
        tracker.Observe(Crossing(7.1, Direction.In), happenings);
        tracker.Advance(Hours(7.25), happenings);

        var traffic = Assert.Single(happenings.Select(one => one.Data).OfType<DoorTraffic>());
        Assert.Equal((1, 0, new DoorCounts(1, 0), null), (traffic.In, traffic.Out, traffic.Closed, traffic.Staff));
    }

    private static DoorCrossed Crossed(StoreDay? day, double hour, Direction direction)
    {
        var (tracker, happenings) = (new VisitTracker(new VisitOptions(), () => Guid.Empty), new List<Happening>());
        tracker.Know(day);
        tracker.Observe(Crossing(hour, direction), happenings);
        return Assert.Single(happenings.Select(one => one.Data).OfType<DoorCrossed>());
    }

    private static DoorCrossing Crossing(double hour, Direction direction) => new("front-beams", Hours(hour), "front", "entrance", direction, 0.99);

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
