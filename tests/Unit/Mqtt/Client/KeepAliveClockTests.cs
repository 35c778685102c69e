using EdgeGateway.Mqtt.Client;

namespace EdgeGateway.Tests.Unit.Mqtt.Client;

public class KeepAliveClockTests
{
    private readonly KeepAliveClock _clock = new(Seconds(20), now: Seconds(100));

    [Fact]
    public void ABusyConnectionNeedsNoPing()
    {
        for (var now = 100; now < 200; now += 10)
        {
            _clock.Sent(Seconds(now));
            _clock.Received(Seconds(now));
            Assert.Equal(KeepAliveStep.None, _clock.Next(Seconds(now + 9)));
        }
    }

    [Fact]
    public void AQuietConnectionIsPingedOnceAndThenWaitedFor()
    {
        Assert.Equal(KeepAliveStep.None, _clock.Next(Seconds(114)));
        Assert.Equal(KeepAliveStep.Ping, _clock.Next(Seconds(115)));
        Assert.Equal(KeepAliveStep.None, _clock.Next(Seconds(124)));
        Assert.Equal(KeepAliveStep.GiveUp, _clock.Next(Seconds(125)));
    }

    [Fact]
    public void AnyPacketIsAnAnswer()
    {
        Assert.Equal(KeepAliveStep.Ping, _clock.Next(Seconds(115)));
        _clock.Received(Seconds(116));
        _clock.Sent(Seconds(116));
        Assert.Equal(KeepAliveStep.None, _clock.Next(Seconds(130)));
    }

    [Fact]
    public void WhoOnlySendsStillAsksWhetherTheBrokerLives()
    {
        _clock.Sent(Seconds(114));

        Assert.Equal(KeepAliveStep.Ping, _clock.Next(Seconds(115)));
    }

    [Fact]
    public void AnIntervalOfZeroNeverPings()
    {
        var off = new KeepAliveClock(TimeSpan.Zero, TimeSpan.Zero);

        Assert.Equal(KeepAliveStep.None, off.Next(TimeSpan.FromDays(1)));
        Assert.Equal(Timeout.InfiniteTimeSpan, off.Period);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
