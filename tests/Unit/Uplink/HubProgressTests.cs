using EdgeGateway.Events;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class HubProgressTests
{
    private readonly HubProgress hub = new(TimeSpan.FromSeconds(10));

    [Fact]
    public void AHubThatHasEverythingIsNotAsked()
    {
        Assert.Null(hub.Check(100, 100, At(0)));
        Assert.Null(hub.Check(100, 100, At(1000)));
    }

    [Fact]
    public void ASilentHubIsAskedAfterTheTimeAndThenMoreRarely()
    {
        Assert.Null(hub.Check(10, 100, At(0)));
        Assert.Null(hub.Check(10, 100, At(9)));
        Assert.Equal(new SequenceRange(11, 74), hub.Check(10, 100, At(10)));
        Assert.Null(hub.Check(10, 100, At(29)));
        Assert.Equal(new SequenceRange(11, 74), hub.Check(10, 100, At(30)));
    }

    [Fact]
    public void AHoleThatGoesOnIsFilledInGrowingSteps()
    {
        hub.Check(10, 100_000, At(0));
        hub.Check(10, 100_000, At(10));
        hub.Moved(74, At(11));
        Assert.Equal(new SequenceRange(75, 330), hub.Check(74, 100_000, At(11)));
        hub.Moved(200, At(12));
        Assert.Null(hub.Check(200, 100_000, At(12)));
        hub.Moved(330, At(12));
        Assert.Equal(new SequenceRange(331, 1354), hub.Check(330, 100_000, At(12)));
    }

    [Fact]
    public void AHoleThatIsMendedEndsTheRepeats()
    {
        hub.Check(10, 1000, At(0));
        hub.Check(10, 1000, At(10));
        hub.Moved(1000, At(11));
        Assert.Null(hub.Check(1000, 1000, At(100)));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
