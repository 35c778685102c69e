using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>No traffic interval belongs to two business days.</summary>
public class DayEndTests
{
    private readonly VisitTracker _tracker = new(new VisitOptions { Doors = ["front"] }, Guid.NewGuid);
    private readonly List<Happening> _happenings = [];

    [Fact]
    public void IntervalEndsWithTheDayAndTheQuartersGoOnAsTheyWere()
    {
        _tracker.Know(Day(begins: -1000, ends: 600));
        _tracker.Advance(Seconds(2000), _happenings);

        Assert.Equal([600d, 300d, 900d], Intervals());
    }

    [Theory]
    [InlineData(899.5)]
    [InlineData(900.5)]
    public void DayThatEndsAMomentBesideAQuarterMakesNoIntervalOfAMoment(double ends)
    {
        _tracker.Know(Day(begins: -1000, ends));
        _tracker.Advance(Seconds(2000), _happenings);

        Assert.Equal([ends, 1800d], Ends());
    }

    [Fact]
    public void DayThatIsKnownTooLateEndsNoIntervalThatHasCountedMore()
    {
        _tracker.Advance(Seconds(600), _happenings);
        _tracker.Know(Day(begins: 300, ends: 90_000));
        _tracker.Advance(Seconds(1000), _happenings);

        Assert.Equal([900d], Ends());
    }

    [Fact]
    public void ClockThatIsSetBackAMomentAtTheDaysEndDoesNotTakeItsLastIntervalAway()
    {
        _tracker.Know(Day(begins: -1000, ends: 700));
        _tracker.Advance(Seconds(699.8), _happenings);
        var next = Day(begins: 699.5, ends: 90_000);
        _tracker.Know(next);
        Assert.False(_tracker.HasToldBefore(next));

        _tracker.Advance(Seconds(700.1), _happenings);

        Assert.Equal([700d], Ends());
        Assert.True(_tracker.HasToldBefore(next));
    }

    private static StoreDay Day(double begins, double ends) => new(new DateOnly(2026, 11, 30), Seconds(begins), Seconds(ends), null);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private IEnumerable<double> Ends() => _happenings.Where(one => one.Data is DoorTraffic).Select(one => one.At.TotalSeconds);

    private IEnumerable<double> Intervals() => _happenings.Select(one => one.Data).OfType<DoorTraffic>().Select(one => one.IntervalSeconds);
}
