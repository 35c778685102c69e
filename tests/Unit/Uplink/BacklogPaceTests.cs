using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class BacklogPaceTests
{
    private readonly BacklogPace pace = new(startRate: 100, expectsHub: true);
    private TimeSpan now;
    private long number;

    public BacklogPaceTests() => pace.Connected(now, jitter: 1);

    [Fact]
    public void AFewGoAtOnce()
    {
        var sent = 0;
        for (; pace.Allows(now); sent++)
        {
            pace.Took(++number, now);
        }

        Assert.Equal(BacklogPace.Burst, sent);
        Assert.Equal(TimeSpan.FromMilliseconds(10), pace.NextAt(now) - now);
    }

    [Fact]
    public void ItBeginsAtTheStartRateOrUpToHalfOfIt()
    {
        Assert.Equal(100, pace.Rate(now));
        pace.Connected(now, jitter: 0);
        Assert.Equal(50, pace.Rate(now));
    }

    [Fact]
    public void WhileBrokerAndHubAreAtEaseItDoublesFourTimesASecond()
    {
        Run(TimeSpan.FromSeconds(2), latencyMs: 5);
        Assert.InRange(pace.Rate(now), 100 * Math.Pow(2, 6), 100 * Math.Pow(2, 8));
    }

    [Fact]
    public void ARateThatIsNotUsedDoesNotGrow()
    {
        for (var i = 0; i < 100; i++)
        {
            pace.HubSpoke(null, now, now);
            Send(latencyMs: 5);
            now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(100, pace.Rate(now));
    }

    [Fact]
    public void ARefusalHalvesItOnceASecondAndThenItClimbsInSteps()
    {
        Run(TimeSpan.FromSeconds(2), latencyMs: 5);
        var before = pace.Rate(now);
        pace.Busy(now);
        pace.Busy(now);
        Assert.Equal(before / 2, pace.Rate(now));

        Run(TimeSpan.FromSeconds(2), latencyMs: 5);
        Assert.InRange(pace.Rate(now), before / 2 * 1.1, before / 2 * 1.3);
    }

    [Fact]
    public void PubacksThatComeLateHalveIt()
    {
        Run(TimeSpan.FromSeconds(2), latencyMs: 5);
        var before = pace.Rate(now);
        Send(latencyMs: 501);

        Assert.Equal(before / 2, pace.Rate(now));
    }

    [Fact]
    public void ALongLineIsNotABusyOne()
    {
        var before = pace.Rate(now);
        for (var i = 0; i < 20; i++)
        {
            pace.HubSpoke(null, now, now);
            Send(latencyMs: 450);
        }

        Assert.True(pace.Rate(now) >= before);
    }

    [Fact]
    public void NoPubackAtAllHalvesItAgainAndAgainDownToOne()
    {
        Assert.True(pace.Allows(now));
        pace.Took(++number, now);
        for (var second = 0; second < 30; second++)
        {
            now += TimeSpan.FromSeconds(1);
            pace.HubSpoke(null, now, now);
            pace.Allows(now);
        }

        Assert.Equal(BacklogPace.RateMin, pace.Rate(now));
    }

    [Fact]
    public void AHubThatFallsSilentIsSparedAndBelievedAgainWhenItSpeaks()
    {
        Run(TimeSpan.FromSeconds(10), latencyMs: 5, hubSpeaks: false);
        var spared = pace.Rate(now);
        Assert.True(spared < BacklogPace.RateMax / 16);
        Run(TimeSpan.FromSeconds(20), latencyMs: 5, hubSpeaks: false);
        Assert.Equal(BacklogPace.RateMin, pace.Rate(now));

        Run(TimeSpan.FromSeconds(10), latencyMs: 5);
        Assert.True(pace.Rate(now) > 1000);
    }

    [Fact]
    public void TheHubsWishHoldsForItsTimeAndUntilItIsTakenBack()
    {
        Run(TimeSpan.FromSeconds(2), latencyMs: 5);
        var own = pace.Rate(now);
        pace.HubSpoke(7, now + TimeSpan.FromSeconds(60), now);
        Assert.Equal(7, pace.Rate(now));
        Assert.Equal(7, pace.Rate(now + TimeSpan.FromSeconds(59)));
        Assert.Equal(own, pace.Rate(now + TimeSpan.FromSeconds(60)));
        pace.HubSpoke(null, now, now);
        Assert.Equal(own, pace.Rate(now));
    }

    [Theory]
    [InlineData(int.MinValue, 1)]
    [InlineData(0, 1)]
    public void ANonsensicalWishIsBounded(int wish, double rate)
    {
        pace.HubSpoke(wish, now + TimeSpan.FromSeconds(60), now);
        Assert.Equal(rate, pace.Rate(now));
    }

    // Sends as much as it may, in steps of 10 ms.
    private void Run(TimeSpan length, int latencyMs, bool hubSpeaks = true)
    {
        for (var end = now + length; now < end; now += TimeSpan.FromMilliseconds(10))
        {
            if (hubSpeaks)
            {
                pace.HubSpoke(null, now, now);
            }

            var first = number + 1;
            while (pace.Allows(now))
            {
                pace.Took(++number, now);
            }

            for (var sent = first; sent <= number; sent++)
            {
                pace.Published(sent, now + TimeSpan.FromMilliseconds(latencyMs));
            }
        }
    }

    private void Send(int latencyMs)
    {
        Assert.True(pace.Allows(now));
        pace.Took(++number, now);
        now += TimeSpan.FromMilliseconds(latencyMs);
        pace.Published(number, now);
    }
}
