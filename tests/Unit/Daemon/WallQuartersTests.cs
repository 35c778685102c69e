using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Daemon;

public class WallQuartersTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void AnIntervalEndsOnTheQuarterOfTheHour()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2026, 3, 1, 12, 7, 30, TimeSpan.Zero), TimeSpan.FromMinutes(2));

        Assert.Equal(TimeSpan.FromMinutes(2 + 7.5), new WallQuarters(clock, Quarter).News());
    }

    [Fact]
    public void ItIsNewsOnceAndAgainWhenTheClockWasCorrected()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(2));
        var quarters = new WallQuarters(clock, Quarter);
        Assert.NotNull(quarters.News());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(quarters.News());

        clock.CorrectUtc(new DateTimeOffset(2026, 3, 1, 12, 14, 0, TimeSpan.Zero));

        Assert.Equal(clock.SinceBoot + TimeSpan.FromMinutes(1), quarters.News());
    }
}
