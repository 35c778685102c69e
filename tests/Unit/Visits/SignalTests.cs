using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

public class SignalTests
{
    private static readonly VisitOptions Options = new();

    [Fact]
    public void OneOutlierLeavesNoTrace()
    {
        var signal = Heard(-60, -60, -60, -95, -60);

        Assert.Equal(-60, signal.SmoothedDbm, 0.001);
    }

    [Fact]
    public void FollowsAStepWithinFourTimeConstants()
    {
        var signal = Heard([.. Enumerable.Repeat(-60, 20), .. Enumerable.Repeat(-80, 12)]);

        Assert.InRange(signal.SmoothedDbm, -80, -77);
    }

    [Fact]
    public void TheAdvertisingIntervalDoesNotChangeTheSpeed()
    {
        var slow = new Signal("radio", "zone");
        var quick = new Signal("radio", "zone");
        for (var step = 0; step <= 60; step++)
        {
            quick.Hear(step < 20 ? -60 : -80, TimeSpan.FromSeconds(step * 0.1), Options);
            if (step % 5 == 0)
            {
                slow.Hear(step < 20 ? -60 : -80, TimeSpan.FromSeconds(step * 0.1), Options);
            }
        }

        Assert.Equal(quick.SmoothedDbm, slow.SmoothedDbm, 3.0);
    }

    [Fact]
    public void ThreeAdvertisementsAreAnArrivalAndTwoAreNot()
    {
        Assert.False(Heard(-70, -70).IsArrival(Options));
        Assert.True(Heard(-70, -70, -70).IsArrival(Options));
        Assert.False(Heard(-85, -85, -85, -85).IsArrival(Options));
    }

    [Fact]
    public void AfterAPauseCountingBeginsAnew()
    {
        var signal = Heard(-70, -70);
        signal.Hear(-70, TimeSpan.FromSeconds(30), Options);

        Assert.False(signal.IsArrival(Options));
    }

    [Fact]
    public void AnAdvertisementFromAMomentAgoIsTaken()
    {
        var signal = Heard(-70, -70, -70);
        signal.Hear(-70, TimeSpan.FromSeconds(0.1), Options);

        Assert.Equal(TimeSpan.FromSeconds(0.7), signal.LastHeard);
        Assert.Equal(-70, signal.SmoothedDbm, 0.001);
    }

    [Fact]
    public void SilenceIsWeakerThanAnySignal() => Assert.Equal(Signal.SilenceDbm, Heard(-40).StrengthAt(TimeSpan.FromMinutes(1), Options));

    private static Signal Heard(params int[] rssi)
    {
        var signal = new Signal("radio", "zone");
        for (var index = 0; index < rssi.Length; index++)
        {
            signal.Hear(rssi[index], TimeSpan.FromSeconds(index * 0.35), Options);
        }

        return signal;
    }
}
