using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

public class CommitPaceTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void TheFirstEventAfterAPauseNeverWaits()
    {
        var pace = new CommitPace(Quarter);
        Assert.Equal(TimeSpan.Zero, pace.Wait(false, TimeSpan.Zero));
        pace.Committed(TimeSpan.Zero);
        Assert.Equal(TimeSpan.Zero, pace.Wait(false, Quarter));
    }

    [Fact]
    public void TheNextOneWaitsForTheRestOfTheTime()
    {
        var pace = new CommitPace(Quarter);
        pace.Committed(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(150), pace.Wait(false, TimeSpan.FromMilliseconds(1100)));
    }

    [Fact]
    public void AnArrivalTakesWhatHasGatheredAlongAtOnce()
    {
        var pace = new CommitPace(Quarter);
        pace.Committed(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Wait(true, TimeSpan.FromMilliseconds(1001)));
    }

    [Fact]
    public void ZeroCommitsEveryEvent()
    {
        var pace = new CommitPace(TimeSpan.Zero);
        pace.Committed(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Wait(false, TimeSpan.FromSeconds(1)));
    }
}
