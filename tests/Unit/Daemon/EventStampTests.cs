using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Daemon;

public class EventStampTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AnEventIsStampedWithTheTimeItHappenedNotTheTimeOfStamping()
    {
        var clock = new SimulatedClock(Noon, TimeSpan.FromMinutes(10));
        var happening = new Happening(clock.SinceBoot, "doors/front", new DoorCrossed("front", Direction.In, 1));
        clock.Advance(TimeSpan.FromSeconds(3));

        var draft = new EventStamp("berlin-1", "gw-1", clock).Stamp(happening);

        Assert.Equal(Noon, draft.Time);
        Assert.Equal(TimeSpan.FromMinutes(10), draft.SinceBoot);
        Assert.Equal("/stores/berlin-1/gateways/gw-1", draft.Source);
        Assert.Equal(7, draft.Id.Version);
    }

    [Fact]
    public void AClockThatIsCorrectedInBetweenMovesTheTimeWithIt()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1)) { IsSynchronised = false };
        var stamp = new EventStamp("berlin-1", "gw-1", clock);
        var happening = new Happening(clock.SinceBoot, "doors/front", new DoorCrossed("front", Direction.In, 1));
        Assert.Equal(ClockQuality.Estimated, stamp.Stamp(happening).Clock);

        clock.Advance(TimeSpan.FromSeconds(5));
        clock.CorrectUtc(Noon);

        Assert.Equal((Noon - TimeSpan.FromSeconds(5), ClockQuality.Synchronised), (stamp.Stamp(happening).Time, stamp.Stamp(happening).Clock));
    }
}
