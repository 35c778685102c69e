using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class RetryDelayTests
{
    [Fact]
    public void PausesDoubleUpToTheLongestAndHalfOfEachIsRandom()
    {
        var delay = new RetryDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        for (var failure = 0; failure < 100; failure++)
        {
            var full = Math.Min(60, Math.Pow(2, failure));
            Assert.InRange(delay.Next().TotalSeconds, full / 2, full);
        }
    }

    [Fact]
    public void AfterASuccessItBeginsAgain()
    {
        var delay = new RetryDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), new Random(1));
        for (var failure = 0; failure < 10; failure++)
        {
            delay.Next();
        }

        delay.Reset();
        Assert.InRange(delay.Next().TotalSeconds, 0.5, 1);
    }

    [Fact]
    public void AThousandStoresDoNotComeBackAtOnce()
    {
        var first = Enumerable.Range(0, 1000)
            .Select(store => new RetryDelay(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(60), new Random(store)).Next().TotalSeconds)
            .GroupBy(seconds => (int)(seconds * 4)).Select(quarter => quarter.Count());

        Assert.All(first, count => Assert.True(count < 120));
    }
}
