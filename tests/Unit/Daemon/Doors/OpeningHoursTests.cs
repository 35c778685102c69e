using EdgeGateway.Daemon.Doors;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Daemon.Doors;

public class OpeningHoursTests
{
    private static readonly HoursOptions Berlin = new()
    {
        TimeZone = "Europe/Berlin",
        Monday = ["09:00-20:00"],
        Tuesday = ["09:00-13:00", "15:00-20:00"],
        Friday = ["18:00-02:00"],
        Exceptions = [new HoursException { Date = new DateOnly(2026, 12, 21), Open = ["10:00-14:00"] }, new HoursException { Date = new DateOnly(2026, 12, 28) }],
    };

    [Theory]
    [InlineData("2026-11-30T07:59:00Z", false)] // Monday, 08:59 in Berlin
    [InlineData("2026-11-30T08:00:00Z", true)]
    [InlineData("2026-11-30T18:59:59Z", true)]
    [InlineData("2026-11-30T19:00:00Z", false)]
    [InlineData("2026-12-01T13:00:00Z", false)] // Tuesday's siesta
    [InlineData("2026-12-01T14:30:00Z", true)]
    [InlineData("2026-12-04T23:30:00Z", true)] // Friday night, 00:30 on Saturday
    [InlineData("2026-12-05T01:30:00Z", false)]
    [InlineData("2026-12-21T12:59:00Z", true)] // An exception's short Monday
    [InlineData("2026-12-21T13:30:00Z", false)]
    [InlineData("2026-12-28T10:00:00Z", false)] // Closed
    public void StoreIsOpenAsItIsWritten(string at, bool isOpen) => Assert.Equal(isOpen, IsOpen(DateTimeOffset.Parse(at, null)));

    [Fact]
    public void NightAfterALongEveningBelongsToIt()
    {
        var hours = new OpeningHours(Berlin);
        var night = hours.DayOf(new DateTimeOffset(2026, 12, 5, 1, 0, 0, TimeSpan.Zero)); // 02:00 in Berlin
        var morning = hours.DayOf(new DateTimeOffset(2026, 12, 5, 1, 15, 0, TimeSpan.Zero));

        Assert.Equal((new DateOnly(2026, 12, 4), new DateOnly(2026, 12, 5)), (night.Date, morning.Date));
        Assert.Equal(night.Ends, morning.Begins);
    }

    [Theory]
    [InlineData("00:00-24:00", "00:00-24:00", "2026-12-01T00:05:00Z", "2026-12-01")] // Never closed
    [InlineData("09:00-24:00", "00:00-02:00", "2026-12-01T00:05:00Z", "2026-12-01")] // The evening goes on in the next day's entry
    [InlineData("09:00-02:00", "02:05-20:00", "2026-12-01T02:06:00Z", "2026-12-01")] // Opens again while the last customers leave
    [InlineData("09:00-02:00", "02:05-20:00", "2026-12-01T01:59:00Z", "2026-11-30")]
    public void WhoComesInWhenTheNextDayHasOpenedIsACustomerOfThatDay(string monday, string tuesday, string at, string date)
    {
        var clock = new SimulatedClock(DateTimeOffset.Parse(at, null), TimeSpan.FromDays(30));
        var day = new StoreDays(new OpeningHours(new HoursOptions { TimeZone = "UTC", Monday = [monday], Tuesday = [tuesday] }), clock).Today()!;

        Assert.Equal((DateOnly.Parse(date, null), true), (day.Date, day.IsOpenFor(Direction.In, clock.SinceBoot)));
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-11-30", 24)]
    public void DayIsAsLongAsTheClocksMakeIt(string date, double hours)
    {
        var day = new OpeningHours(new HoursOptions { TimeZone = "Europe/Berlin" }).DayOf(DateTimeOffset.Parse(date + "T12:00:00Z", null));

        Assert.Equal((DateOnly.Parse(date, null), hours), (day.Date, (day.Ends - day.Begins).TotalHours));
        Assert.Null(day.Open);
    }

    [Fact]
    public void HourThatIsLeftOutInSpringBeginsAtTheNextThatExists()
    {
        var day = new OpeningHours(new HoursOptions { TimeZone = "Europe/Berlin", Sunday = ["02:30-05:00"] }).DayOf(new DateTimeOffset(2026, 3, 29, 10, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), day.Open!.Single().From.ToUniversalTime());
    }

    [Fact]
    public void WrongClockHasNoDayAndACorrectedOneMovesIt()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1)) { IsSynchronised = false };
        var days = new StoreDays(new OpeningHours(Berlin), clock);
        Assert.Null(days.Today());

        clock.IsSynchronised = true;
        var first = days.Today()!;
        Assert.True(first.IsOpenFor(Direction.In, clock.SinceBoot));
        Assert.Same(first, days.Today());

        clock.CorrectUtc(new DateTimeOffset(2026, 11, 30, 22, 0, 0, TimeSpan.Zero));
        Assert.False(days.Today()!.IsOpenFor(Direction.In, clock.SinceBoot));
    }

    [Fact]
    public void DaysGoOnWithoutTheNetworkOnceTheClockWasRight()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1));
        var days = new StoreDays(new OpeningHours(Berlin), clock);
        var monday = days.Today()!;

        // Some nine hours after the last word of a time server the kernel calls its clock unsynchronised (500 ppm up to 16 s).
        clock.IsSynchronised = false;
        Assert.Same(monday, days.Today());
        clock.Advance(TimeSpan.FromDays(1));
        var tuesday = days.Today()!;
        Assert.Equal(new DateOnly(2026, 12, 1), tuesday.Date);
        Assert.Equal(monday.Ends, tuesday.Begins);

        // Whoever sets the clock by hand meanwhile moves no day; a time server does.
        clock.CorrectUtc(new DateTimeOffset(2030, 1, 1, 9, 0, 0, TimeSpan.Zero));
        clock.IsSynchronised = false;
        Assert.Same(tuesday, days.Today());
        clock.IsSynchronised = true;
        Assert.Equal(new DateOnly(2030, 1, 1), days.Today()!.Date);
    }

    [Fact]
    public void EveryWrongEntryIsNamed()
    {
        var problems = new HoursOptions
        {
            TimeZone = "Europe/Berln",
            Monday = ["9-20"],
            Tuesday = ["09:00-13:00", "12:00-20:00"],
            Exceptions = [new HoursException { Date = new DateOnly(2026, 12, 24) }, new HoursException { Date = new DateOnly(2026, 12, 24) }, new HoursException()],
            LeaveWithin = TimeSpan.FromHours(9),
        }.Problems("hours").ToList();

        Assert.Equal(6, problems.Count);
        Assert.All(["hours.timeZone", "hours.monday[0]", "hours.tuesday[1]", "hours.exceptions[2].date", "hours.exceptions: 2026-12-24", "hours.leaveWithin"],
            key => Assert.Contains(problems, problem => problem.StartsWith(key, StringComparison.Ordinal)));
        Assert.Empty(Berlin.Problems("hours"));
    }

    private static bool IsOpen(DateTimeOffset at) => new OpeningHours(Berlin).DayOf(at).Open!.Any(span => at >= span.From && at < span.To);
}
